// Writes schema/case.schema.json from the shapes that the loader checks. Run `npm run build` before.
import { mkdirSync, writeFileSync } from 'node:fs'
import { caseSchema } from '../dist/src/load/json-schema.js'

const folder = new URL('../schema/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(new URL('case.schema.json', folder), `${JSON.stringify(caseSchema(), null, 2)}\n`)
