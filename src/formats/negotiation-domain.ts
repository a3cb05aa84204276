import type { Domain } from '../methods/frontier/domain.ts'
import type { DomainReading, WrittenDomain } from './domain-checks.ts'
import { readGeniusWebJson, writeGeniusWebJson } from './geniusweb-json.ts'
import { readGeniusXml, writeGeniusXml } from './genius-xml.ts'
import { readNegmasYaml, writeNegmasYaml } from './negmas-yaml.ts'

/** The formats of negotiation domains that are read and written. */
export type DomainFormat = 'genius-xml' | 'geniusweb-json' | 'negmas-yaml'

/** What the numbers of a format mean: utilities as they stand, or weights and evaluations to be normalised (see
 *  `Reading`).
 *  @example
 *  readingOf('negmas-yaml') // → 'raw'
 */
export function readingOf(format: DomainFormat): 'raw' | 'normalised' {
  return format === 'genius-xml' ? 'normalised' : 'raw'
}

/** The format that some files are in, by the ending of the first that is no companion; null if none is known.
 *  @example
 *  formatOf(['Laptop.xml', 'buyer.xml']) // → 'genius-xml'
 */
export function formatOf(files: readonly string[]): DomainFormat | null {
  const first = files.find((file) => !isCompanion(file)) ?? ''
  const ending = /\.([a-z]+)$/i.exec(first)?.[1]?.toLowerCase()
  if (ending === 'xml') return 'genius-xml'
  if (ending === 'json') return 'geniusweb-json'
  return ending === 'yml' || ending === 'yaml' ? 'negmas-yaml' : null
}

/** Notes of a tool beside the domain, such as `_info.yaml`. */
function isCompanion(file: string): boolean {
  return /(^|[\\/])_[^\\/]*$/.test(file)
}

/** Reads a domain and its profiles. Files of other formats and companions (`_info.yaml`) are passed over.
 *  @param every text by file name, in the order wanted for profiles.
 *  @returns the domain, or null with the diagnostics that say why.
 *  @example
 *  const domain = '<utility_space><objective index="0" name="root" type="objective" etype="objective"><issue index="1" name="price" type="discrete" etype="discrete"><item index="1" value="low" evaluation="0"/><item index="2" value="high" evaluation="1"/></issue><weight index="1" value="1"/></objective></utility_space>'
 *  readDomain('genius-xml', { 'seller.xml': domain }).domain.issues.length // → 1
 */
export function readDomain(format: DomainFormat, every: Readonly<Record<string, string>>): DomainReading {
  const own = Object.entries(every).filter(([file]) => !isCompanion(file) && (formatOf([file]) ?? format) === format)
  const files = Object.fromEntries(own)
  switch (format) {
    case 'genius-xml':
      return readGeniusXml(files)
    case 'geniusweb-json':
      return readGeniusWebJson(files)
    case 'negmas-yaml':
      return readNegmasYaml(files)
  }
}

/** Writes a domain. @param reading how its numbers are meant. What the format cannot say is a diagnostic.
 *  @example
 *  const domain = '<utility_space><objective index="0" name="root" type="objective" etype="objective"><issue index="1" name="price" type="discrete" etype="discrete"><item index="1" value="low" evaluation="0"/><item index="2" value="high" evaluation="1"/></issue><weight index="1" value="1"/></objective></utility_space>'
 *  const read = readDomain('genius-xml', { 'seller.xml': domain }).domain
 *  Object.keys(writeDomain('geniusweb-json', read, readingOf('genius-xml')).files).length > 0 // → true
 */
export function writeDomain(format: DomainFormat, domain: Domain, reading: 'raw' | 'normalised'): WrittenDomain {
  switch (format) {
    case 'genius-xml':
      return writeGeniusXml(domain, reading)
    case 'geniusweb-json':
      return writeGeniusWebJson(domain, reading)
    case 'negmas-yaml':
      return writeNegmasYaml(domain, reading)
  }
}
