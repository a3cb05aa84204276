/** Citations with the title of their source, and a link where it has an address. */
import { citation } from '../../present/words/index.ts'
import type { Case } from '../../src/internal.ts'

export function Sources({ theCase, cited }: { theCase: Case; cited: readonly string[] }): React.ReactNode {
  return cited.map((one, k) => {
    const { title, url } = citation(theCase, one)
    const place = one.split(/\s/).slice(1).join(' ')
    const name = title ?? one
    return (
      <span key={k} className="cited">
        {k > 0 && '; '}
        {url ? (
          <a href={url} rel="noreferrer noopener" target="_blank">
            {name}
          </a>
        ) : (
          name
        )}
        {title !== null && place !== '' && `, ${place}`}
      </span>
    )
  })
}
