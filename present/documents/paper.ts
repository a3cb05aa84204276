/** What stands in the margins of every page of print. */

/** Style of the page box: a name above, the number of the page below. @param name of the case, with its date */
export function paperStyle(name: string): string {
  const quoted = `"${name
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('<', '\\3c ')
    .replaceAll(/[\r\n\f]+/g, ' ')}"`
  const font = 'font:9pt sans-serif;color:#000'
  return `@page{margin:18mm 14mm;@top-left{content:${quoted};${font}}@bottom-right{content:counter(page) " of " counter(pages);${font}}}`
}
