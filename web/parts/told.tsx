/** What is wrong in a table, with its places. */
import type { Diagnostic } from '../../src/internal.ts'

/** @param file what the table is called here. */
export function Told({ told, file }: { readonly told: readonly Diagnostic[]; readonly file: string }): React.ReactNode {
  if (told.length === 0) return null
  return (
    <ul className="problems" aria-label={`Problems in ${file}`}>
      {told.map(({ line, column, severity, message, help }) => (
        <li key={`${line}:${column}:${message}`} className={severity}>
          {file}, line {line}, column {column}: {message}
          {help === undefined ? '' : ` (${help})`}
        </li>
      ))}
    </ul>
  )
}
