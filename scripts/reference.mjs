// Writes docs/case-file.md, docs/terms.md, and the tables at the end of docs/claims.md, from the tables that the loader checks by.
import { readFileSync, writeFileSync } from 'node:fs'
import { claimWordsMarkdown, referenceMarkdown } from '../dist/present/documents/reference.js'
import { glossaryMarkdown } from '../dist/present/words/index.js'
import { caseReference } from '../dist/src/internal.js'

const reference = caseReference()
writeFileSync(new URL('../docs/case-file.md', import.meta.url), referenceMarkdown(reference))
writeFileSync(new URL('../docs/terms.md', import.meta.url), glossaryMarkdown())

const MADE = '<!-- made by `npm run reference` from here on -->'
const claims = new URL('../docs/claims.md', import.meta.url)
const [written] = readFileSync(claims, 'utf8').split(MADE)
writeFileSync(claims, `${written}${MADE}\n\n${claimWordsMarkdown(reference)}\n`)
