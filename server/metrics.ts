/** Counts for Prometheus, in its text format. Source: Prometheus, "Exposition formats", text-based format 0.0.4. */
import { defined } from '../src/plain.ts'

/** Upper ends of the classes of duration, seconds. */
const ENDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10]

export interface Metrics {
  request(method: string, route: string, status: number, seconds: number): void
  text(gauges: Readonly<Record<string, number>>): string
}

interface Series {
  count: number
  sum: number
  readonly classes: number[]
}

/** @param route the pattern of a route, never a path that somebody chose: series are as many as routes. */
export function newMetrics(): Metrics {
  const series = new Map<string, Series>()
  return {
    request: (method, route, status, seconds) => {
      const labels = `method="${method}",route="${route}",status="${status}"`
      const found = series.get(labels) ?? { count: 0, sum: 0, classes: ENDS.map(() => 0) }
      series.set(labels, found)
      found.count++
      found.sum += seconds
      ENDS.forEach((end, k) => {
        if (seconds <= end) found.classes[k] = defined(found.classes[k]) + 1
      })
    },
    text: (gauges) => `${[...histogram(series), ...Object.entries(gauges).flatMap(gauge)].join('\n')}\n`,
  }
}

function* histogram(series: ReadonlyMap<string, Series>): Generator<string> {
  yield '# HELP armistice_request_seconds Time to the first byte of a response.'
  yield '# TYPE armistice_request_seconds histogram'
  for (const [labels, { count, sum, classes }] of series) {
    for (const [k, end] of ENDS.entries()) yield `armistice_request_seconds_bucket{${labels},le="${end}"} ${classes[k]}`
    yield `armistice_request_seconds_bucket{${labels},le="+Inf"} ${count}`
    yield `armistice_request_seconds_sum{${labels}} ${sum}`
    yield `armistice_request_seconds_count{${labels}} ${count}`
  }
}

function gauge([name, value]: [string, number]): string[] {
  return [`# TYPE armistice_${name} gauge`, `armistice_${name} ${value}`]
}
