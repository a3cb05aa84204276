/** Elementary functions whose last bit is the same in every engine: they use only the operations that IEEE 754 and
 *  ECMAScript fix exactly (+ - * /, square root, rounding to integers, bit patterns). */
export { exp, expm1, log, log1p, pow, tanh } from './exponential.ts'
export { atan, cos, sin, tan } from './trigonometric.ts'
