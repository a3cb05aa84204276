/** Universes: the case with every number drawn anew within the bounds of its field, its structure kept. What comes out
 *  the same in all of them was not found by the model but put in by how the case is built. */
import type { Arm, Model } from '../../case/model.ts'
import type { Provenance } from '../../case/provenance.ts'
import type { Quantity, Spread } from '../../case/types.ts'
import { mean, quantile } from '../../math/distribution.ts'
import { exp } from '../../math/elementary.ts'
import { seedOf, streamOf, uniformAt } from '../../math/philox.ts'
import { quantitiesSetBy } from '../../run/compile.ts'

/** Log of the factor by which a number without an upper bound may be larger or smaller than in the file: eight
 *  times. */
const LOG_REACH = 2.0794415416798357
/** Spreads by which a number without any bound may lie from where the file has it. */
const REACH = 3

/** The uniforms of universe `index`, one a quantity, NaN for one that it leaves as the file has it: every other
 *  universe keeps what was measured or estimated and draws judgements alone, since among random facts hardly anything
 *  is agreed. What is made of other numbers follows them. */
export function universeUniforms(model: Model, index: number): Float64Array {
  const seed = seedOf(model.seed)
  return Float64Array.from(model.case.quantities, ({ id, provenance, derived }) =>
    derived !== undefined || (index % 2 === 1 && FACTS.includes(provenance.kind))
      ? NaN
      : uniformAt(seed, streamOf(`universe/${id}`), index, 0),
  )
}

const FACTS: readonly Provenance['kind'][] = ['measured', 'estimate', 'definition']

/** The model in which each quantity is the certain number that its uniform picks; a scenario's own numbers stay as it
 *  has them. */
export function inUniverse(model: Model, uniforms: ArrayLike<number>): Model {
  const drawn = model.case.quantities.map((quantity, q) => {
    const u = uniforms[q] ?? NaN
    return Number.isNaN(u) ? null : fixed(quantity, u)
  })
  const arms = model.arms.map((arm): Arm => {
    const own = quantitiesSetBy(model.case, arm.scenario)
    return {
      ...arm,
      spreads: arm.spreads.map((spread, q) => (own.has(q) ? spread : (drawn[q] ?? spread))),
    }
  })
  return { ...model, arms }
}

function fixed(quantity: Quantity, u: number): Spread {
  return { kind: 'plain', of: { kind: 'fixed', value: valueAt(quantity, u) } }
}

/** In the unit as written: even over two bounds, even in the logarithm over one, and around the written number where
 *  there is none. */
function valueAt({ spread, low, high, factor }: Quantity, u: number): number {
  const [least, most] = [low / factor, high / factor]
  if (least > -Infinity && most < Infinity) return least + u * (most - least)
  const of = spread.kind === 'plain' ? spread.of : spread.by[0]
  const centre = of === undefined ? 1 : finite(mean(of), of.kind === 'fixed' ? of.value : quantile(of, 0.5))
  if (least > -Infinity) return least + (Math.abs(centre - least) || 1) * exp((2 * u - 1) * LOG_REACH)
  const width = of === undefined || of.kind === 'fixed' ? 0 : (quantile(of, 0.95) - quantile(of, 0.05)) / 2
  return centre + (2 * u - 1) * REACH * Math.max(width, Math.abs(centre) / 2, 1)
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise
}
