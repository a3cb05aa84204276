import { seedOf, streamOf, uniformAt } from '../src/math/philox.ts'

/** An additive negotiation: weights that add up to 1, values of each issue between 0 and 1, both reached. */
export interface Input {
  readonly name: string
  readonly agents: readonly Agent[]
}

export interface Agent {
  readonly weights: readonly number[]
  readonly values: readonly (readonly number[])[]
  readonly reserved: number
}

export interface InputShape {
  readonly actors: number
  readonly issues: number
  readonly options: number
  /** Every second actor values each option by one less what the first does; else all are independent. */
  readonly opposed: boolean
}

/** The input of a shape and seed, the same on every machine. */
export function makeInput(shape: InputShape, seed: number): Input {
  const { actors, issues, options, opposed } = shape
  const draw = (what: string): (() => number) => {
    let next = 0
    return () => uniformAt(seedOf(seed), streamOf(what), 0, next++)
  }
  const agents: Agent[] = []
  for (let actor = 0; actor < actors; actor++) {
    const weight = draw(`weights ${actor}`)
    const value = draw(`values ${actor}`)
    const raw = Array.from({ length: issues }, weight)
    const total = raw.reduce((a, b) => a + b, 0)
    const values =
      opposed && actor % 2 === 1
        ? agents[0]!.values.map((row) => row.map((v) => 1 - v))
        : Array.from({ length: issues }, () => stretch(Array.from({ length: options }, value)))
    agents.push({ weights: raw.map((w) => w / total), values, reserved: 0 })
  }
  return { name: `${opposed ? 'o' : 'a'}${actors}_n${options ** issues}_s${seed}`, agents }
}

function stretch(row: readonly number[]): number[] {
  const [low, high] = [Math.min(...row), Math.max(...row)]
  return row.map((v) => (high > low ? (v - low) / (high - low) : 1))
}
