/** Carries the effects of a program out, one after the other. */

/** @param carryOut rejects with `Unreachable` for what may be tried again; everything else that it throws ends the
 *  program. */
export async function drive<E, R>(
  program: Generator<E, R, unknown>,
  carryOut: (effect: E) => Promise<unknown>,
): Promise<R> {
  let step = program.next()
  while (!step.done) {
    let reply: unknown
    try {
      reply = await carryOut(step.value)
    } catch (error) {
      step = program.throw(error)
      continue
    }
    step = program.next(reply)
  }
  return step.value
}
