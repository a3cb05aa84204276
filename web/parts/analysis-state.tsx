/** How far an analysis is, with a way to break it off, or why it has no answer. */
import type { AnalysisRequest } from '../analysis.ts'
import type { Analysis } from '../use-analysis.ts'

export function AnalysisState<K extends AnalysisRequest['kind']>({
  analysis,
}: {
  readonly analysis: Analysis<K>
}): React.ReactNode {
  const { isBusy, progress, problem, stop } = analysis
  if (problem !== null) return <p role="status">No number can be had: {problem}.</p>
  if (!isBusy) return null
  return (
    <p className="busy" role="status">
      {progress ? (
        <>
          <progress max={progress.count} value={progress.done} aria-label={progress.stage} /> {progress.stage}
          {progress.secondsLeft !== null && progress.secondsLeft >= 1 && `, ${Math.ceil(progress.secondsLeft)} s left`}
        </>
      ) : (
        'Setting out…'
      )}{' '}
      <button type="button" onClick={stop}>
        Break off
      </button>
    </p>
  )
}
