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
const ERF_ONE = 0.8450629115104675

/** 1 - erf(x) = (2/√π) ∫ₓ^∞ e^(-t²) dt, accurate in the upper tail. */
export function erfc(x: number): number {
  if (x !== x) return NaN
  const size = Math.abs(x)
  if (size < SERIES) return x < 0.25 ? 1 - (x + x * series(x * x)) : 0.5 - (x - 0.5 + x * series(x * x))
  if (size < AROUND_ONE) return x > 0 ? 1 - ERF_ONE - aroundOne(size - 1) : 1 + (ERF_ONE + aroundOne(size - 1))
  if (size >= UNDERFLOW) return x > 0 ? 0 : 2
  const s = 1 / (size * size)
  const z = clearLowWord(size)
  const remainder = (z - size) * (z + size) + (size < NEAR_TAIL ? nearTail(s) : farTail(s))
  const tail = (exp(-z * z - 0.5625) * exp(remainder)) / size
  return x > 0 ? tail : 2 - tail
}

function series(z: number): number {
  return (
    (0.12837916709551256 +
      z *
        (-0.3250421072470015 + z * (-0.02848174957559851 + z * (-0.005770270296489442 + z * -2.3763016656650163e-5)))) /
    (1 +
      z *
        (0.39791722395915535 +
          z *
            (0.0650222499887673 +
              z * (0.005081306281875766 + z * (0.00013249473800432164 + z * -3.960228278775368e-6)))))
  )
}

function aroundOne(s: number): number {
  return (
    (-0.0023621185607526594 +
      s *
        (0.41485611868374833 +
          s *
            (-0.3722078760357013 +
              s *
                (0.31834661990116175 +
                  s * (-0.11089469428239668 + s * (0.035478304325618236 + s * -0.002166375594868791)))))) /
    (1 +
      s *
        (0.10642088040084423 +
          s *
            (0.540397917702171 +
              s *
                (0.07182865441419627 +
                  s * (0.12617121980876164 + s * (0.01363708391202905 + s * 0.011984499846799107))))))
  )
}

function nearTail(s: number): number {
  return (
    (-0.009864944034847148 +
      s *
        (-0.6938585727071818 +
          s *
            (-10.558626225323291 +
              s *
                (-62.375332450326006 +
                  s *
                    (-162.39666946257347 +
                      s * (-184.60509290671104 + s * (-81.2874355063066 + s * -9.814329344169145))))))) /
    (1 +
      s *
        (19.651271667439257 +
          s *
            (137.65775414351904 +
              s *
                (434.56587747522923 +
                  s *
                    (645.3872717332679 +
                      s *
                        (429.00814002756783 +
                          s * (108.63500554177944 + s * (6.570249770319282 + s * -0.0604244152148581))))))))
  )
}

function farTail(s: number): number {
  return (
    (-0.0098649429247001 +
      s *
        (-0.799283237680523 +
          s *
            (-17.757954917754752 +
              s *
                (-160.63638485582192 +
                  s * (-637.5664433683896 + s * (-1025.0951316110772 + s * -483.5191916086514)))))) /
    (1 +
      s *
        (30.33806074348246 +
          s *
            (325.7925129965739 +
              s *
                (1536.729586084437 +
                  s *
                    (3199.8582195085955 +
                      s * (2553.0504064331644 + s * (474.52854120695537 + s * -22.44095244658582)))))))
  )
}
