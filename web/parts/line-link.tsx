/** A link from a result to the line of the file that it hangs on. */
import type { Actions } from '../model.ts'

export function LineLink({
  line,
  actions,
  children,
}: {
  line: number
  actions: Actions
  children?: React.ReactNode
}): React.ReactNode {
  return (
    <button
      type="button"
      className="line"
      onClick={() => {
        actions.goTo(line)
      }}
    >
      {children ?? `line ${line}`}
    </button>
  )
}
