/** The complementary error function. Algorithm and coefficients: FDLIBM 5.3, s_erf (Sun Microsystems 1993); error below
 *  1 unit in the last place. */
import { clearLowWord } from './bits.ts'
import { exp } from './elementary.ts'

/** Bounds of the regions: series, around 1, near tail, far tail; beyond the last erfc underflows. */
const SERIES = 0.84375
const AROUND_ONE = 1.25
const NEAR_TAIL = 1 / 0.35
const UNDERFLOW = 28
/** erf(1) rounded to single precision. */
const ERF_ONE = 8.45062911510467529297e-1

/** 1 - erf(x) = (2/√π) ∫ₓ^∞ e^(-t²) dt, accurate in the upper tail. */
export function erfc(x: number): number {
  if (x !== x) return NaN
  const size = Math.abs(x)
  if (size < SERIES) return x < 0.25 ? 1 - (x + x * series(x * x)) : 0.5 - (x - 0.5 + x * series(x * x))
  if (size < AROUND_ONE) return x > 0 ? 1 - ERF_ONE - aroundOne(size - 1) : 1 + (ERF_ONE + aroundOne(size - 1))
  if (size >= UNDERFLOW) return x > 0 ? 0 : 2
  const s = 1 / (size * size)
  const z = clearLowWord(size)
  const tail = exp(-z * z - 0.5625) * exp((z - size) * (z + size) + (size < NEAR_TAIL ? nearTail(s) : farTail(s))) / size
  return x > 0 ? tail : 2 - tail
}

function series(z: number): number {
  return (1.28379167095512558561e-1 + z * (-3.25042107247001499370e-1 + z * (-2.84817495755985104766e-2
    + z * (-5.77027029648944159157e-3 + z * -2.37630166566501626084e-5))))
    / (1 + z * (3.97917223959155352819e-1 + z * (6.50222499887672944485e-2 + z * (5.08130628187576562776e-3
    + z * (1.32494738004321644526e-4 + z * -3.96022827877536812320e-6)))))
}

function aroundOne(s: number): number {
  return (-2.36211856075265944077e-3 + s * (4.14856118683748331666e-1 + s * (-3.72207876035701323847e-1
    + s * (3.18346619901161753674e-1 + s * (-1.10894694282396677476e-1 + s * (3.54783043256182359371e-2
    + s * -2.16637559486879084300e-3))))))
    / (1 + s * (1.06420880400844228286e-1 + s * (5.40397917702171048937e-1 + s * (7.18286544141962662868e-2
    + s * (1.26171219808761642112e-1 + s * (1.36370839120290507362e-2 + s * 1.19844998467991074170e-2))))))
}

function nearTail(s: number): number {
  return (-9.86494403484714822705e-3 + s * (-6.93858572707181764372e-1 + s * (-1.05586262253232909814e1
    + s * (-6.23753324503260060396e1 + s * (-1.62396669462573470355e2 + s * (-1.84605092906711035994e2
    + s * (-8.12874355063065934246e1 + s * -9.81432934416914548592)))))))
    / (1 + s * (1.96512716674392571292e1 + s * (1.37657754143519042600e2 + s * (4.34565877475229228821e2
    + s * (6.45387271733267880336e2 + s * (4.29008140027567833386e2 + s * (1.08635005541779435134e2
    + s * (6.57024977031928170135 + s * -6.04244152148580987438e-2))))))))
}

function farTail(s: number): number {
  return (-9.86494292470009928597e-3 + s * (-7.99283237680523006574e-1 + s * (-1.77579549177547519889e1
    + s * (-1.60636384855821916062e2 + s * (-6.37566443368389627722e2 + s * (-1.02509513161107724954e3
    + s * -4.83519191608651397019e2))))))
    / (1 + s * (3.03380607434824582924e1 + s * (3.25792512996573918826e2 + s * (1.53672958608443695994e3
    + s * (3.19985821950859553908e3 + s * (2.55305040643316442583e3 + s * (4.74528541206955367215e2
    + s * -2.24409524465858183362e1)))))))
}
