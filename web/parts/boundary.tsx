/** What stands in for a view that cannot be drawn: why, and ways on. The file and its edits live outside it and are
 *  kept. */
import { Component } from 'react'

interface Props {
  /** A new one tries again: what was wrong may be mended by the next result. */
  readonly of: unknown
  readonly name: string
  readonly ways: React.ReactNode
  readonly children: React.ReactNode
}

/** React catches what is thrown while drawing in a class only. */
export class Boundary extends Component<Props, { readonly problem: Error | null }> {
  override readonly state: { readonly problem: Error | null } = { problem: null }

  static getDerivedStateFromError(problem: Error): { readonly problem: Error } {
    return { problem }
  }

  override componentDidUpdate(before: Props): void {
    if (before.of !== this.props.of && this.state.problem) this.setState({ problem: null })
  }

  override render(): React.ReactNode {
    const { problem } = this.state
    if (!problem) return this.props.children
    return (
      <section>
        <h1>{this.props.name} cannot be drawn for this case</h1>
        <p role="alert">
          {problem.message}. The file and what you changed in it are kept: undo, change it or open another view.
        </p>
        {this.props.ways}
      </section>
    )
  }
}
