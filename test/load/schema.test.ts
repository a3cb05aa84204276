import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { caseSchema } from '../../src/load/json-schema.ts'

const committed = new URL('../../schema/case.schema.json', import.meta.url)

describe('the published JSON Schema', () => {
  it('is up to date with the shapes (`npm run build && node scripts/schema.mjs` rewrites it)', () => {
    expect(JSON.parse(readFileSync(committed, 'utf8'))).toEqual(JSON.parse(JSON.stringify(caseSchema())))
  })
})
