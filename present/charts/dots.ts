/** Dots with their intervals, a row each. */
import { defined, LEDGER_ENTRIES } from '../../src/internal.ts'
import { armLabel, ledgerWords, percent, roughApart, short, wordsOfArm } from '../words/index.ts'
import { rounded, sourceLine } from './chart.ts'
import type { Chart, Names, Naming, Size } from './chart.ts'
import { cross, label, linear, lines, rule, svgOf, valueMark, whisker } from './kit/index.ts'
import type { ArmSummary, FamilySummary, Interval, Spreadout, Summary } from '../../src/internal.ts'

export interface Dot {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** 0 = dark disc, 1 = grey square: shape repeats the shade. */
  readonly kind: 0 | 1
  readonly text: string
}

const LINE = 15
/** Room below a name for its interval. */
const BELOW = 20

/** Rows of a name, an interval and a dot on one scale, with zero marked where it lies within. */
export function dotRows(
  dots: readonly Dot[],
  width: number,
  domain: readonly [number, number],
  axis: string,
): { marks: string; height: number } {
  const scale = linear(domain, [28, width - 90]).nice(5)
  const names = dots.map(({ name }) => lines(name, width - 24))
  const height = names.reduce((sum, name) => sum + name.length * LINE + BELOW, 0) + 52
  const ticks = scale.ticks(width < 500 ? 3 : 7)
  const axisMarks = ticks.map(
    (tick) =>
      rule(scale(tick), height - 38, scale(tick), height - 33) +
      label(scale(tick), height - 20, short(tick), { anchor: 'middle', muted: true, size: 11 }),
  )
  const [first, last] = scale.domain()
  const holdsZero = defined(first) <= 0 && defined(last) >= 0
  let top = 10
  const rows = dots.map((dot, k) => {
    const name = defined(names[k])
    const head = name.map((text, n) => label(12, top + 12 + n * LINE, text)).join('')
    const y = top + name.length * LINE + 8
    top += name.length * LINE + BELOW
    // Lines stand beside marks alone: through the names they would strike them out.
    const grid = ticks.map((tick) => rule(scale(tick), y - 5, scale(tick), y + 8)).join('')
    return (
      head +
      grid +
      (holdsZero ? rule(scale(0), y - 5, scale(0), y + 8, 'z') : '') +
      whisker(scale(dot.low), scale(dot.high), y, dot.kind) +
      valueMark(scale(dot.value), y, dot.kind) +
      label(width - 84, y + 4, dot.text, { size: 11 })
    )
  })
  return {
    marks:
      axisMarks.join('') + rows.join('') + label(width - 4, height - 4, axis, { anchor: 'end', muted: true, size: 11 }),
    height,
  }
}

const NAMELESS = { attacker: 'the attacker', defender: 'the defender' }

/** Every entry on a scale of its own: worlds with a deal over worlds without. */
export function ledgerDots(arm: ArmSummary, { width, sides = NAMELESS }: Naming): Chart {
  const { noDeal } = wordsOfArm(arm)
  const pairs = LEDGER_ENTRIES.flatMap((entry) => {
    const name = ledgerWords(entry, sides)
    const deal = arm.ledger.deal.entries?.[entry]
    const without = arm.ledger.noDeal.entries?.[entry]
    return [
      ...(deal ? [{ name: `${name}: deal`, spread: deal, kind: 0 as const, entry }] : []),
      ...(without ? [{ name: `${name}: ${noDeal}`, spread: without, kind: 1 as const, entry }] : []),
    ]
  })
  const blocks: string[] = []
  let top = 0
  for (const entry of LEDGER_ENTRIES) {
    const mine = pairs.filter((pair) => pair.entry === entry)
    if (mine.length === 0) continue
    const ends = mine.flatMap(({ spread }) => [spread.p05, spread.p95])
    const texts = roughApart(mine.map(({ spread }) => spread.p50))
    const { marks, height } = dotRows(
      mine.map(({ name, spread, kind }, k) => ({
        name,
        value: spread.p50,
        low: spread.p05,
        high: spread.p95,
        kind,
        text: defined(texts[k]),
      })),
      width,
      [Math.min(0, ...ends), Math.max(1e-9, ...ends)],
      '',
    )
    blocks.push(`<g transform="translate(0 ${top})">${marks}</g>`)
    top += height
  }
  const about = {
    title: 'What it leaves behind',
    description:
      'Median and 90 % of worlds: discs for worlds with a deal, as of its month; squares for worlds without, as of the last month.',
  }
  return {
    id: 'ledger',
    ...about,
    caption: about.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(about, { width, height: Math.max(40, top) }, blocks.join('')),
    table: {
      columns: ['entry', '5 %', 'median', '95 %'],
      rows: pairs.map(({ name, spread }) => [name, rounded(spread.p05), rounded(spread.p50), rounded(spread.p95)]),
    },
  }
}

/** Change of the chance of a deal under each scenario, largest first. */
export function changeDots(summary: Summary, { width }: Size): Chart {
  const order = [...summary.changes].sort((a, b) => Math.abs(b.difference.estimate) - Math.abs(a.difference.estimate))
  const dots = order.map(
    ({ scenario, says, difference }): Dot => ({
      name: armLabel({ scenario, says }),
      value: difference.estimate * 100,
      low: difference.low * 100,
      high: difference.high * 100,
      kind: difference.estimate < 0 ? 1 : 0,
      text: pointsText(difference.estimate * 100),
    }),
  )
  const ends = dots.flatMap(({ low, high }) => [low, high])
  const { marks, height } = dotRows(dots, width, [Math.min(-1, ...ends), Math.max(1, ...ends)], 'points of percentage')
  const about = {
    title: `What would change the chance of a ${wordsOfArm(defined(summary.arms[0])).deal}`,
    description: `Change within ${order[0]?.month ?? 12} months against ${summary.scenario === null ? 'the case as written' : 'the scenario run'}, on the same worlds, with 95 % intervals.`,
  }
  return {
    id: 'changes',
    ...about,
    caption: about.description,
    source: sourceLine(summary.armWorlds),
    svg: svgOf(about, { width, height }, marks),
    table: {
      columns: ['scenario', 'change', 'low', 'high'],
      rows: order.map(({ scenario, says, difference }) => [
        armLabel({ scenario, says }),
        rounded(difference.estimate),
        rounded(difference.low),
        rounded(difference.high),
      ]),
    },
  }
}

/** Signed points, whole where there is one: a change of less is a small one, not none. */
function pointsText(points: number): string {
  const size = Math.abs(points)
  const text = size < 0.05 ? '0' : size < 1 ? size.toFixed(1) : String(Math.round(size))
  return text === '0' ? text : `${points > 0 ? '+' : '−'}${text}`
}

/** An arm's chance of a deal within a year: the first as it is, another as the first and its paired difference from it,
 *  so that their order is that of the worlds they share; its own count where there is none. */
function levelOf(arm: ArmSummary, first: ArmSummary, changes: Summary['changes']): Interval {
  const own = defined(arm.dealBy[Math.min(11, arm.dealBy.length - 1)])
  const change = changes.find(({ scenario }) => scenario === arm.scenario)
  const from = change && first.dealBy[change.month - 1]
  if (arm === first || !change || !from) return own
  const at = (x: number): number => Math.max(0, Math.min(1, from.estimate + x))
  const { estimate, low, high } = change.difference
  return { estimate: at(estimate), low: at(low), high: at(high) }
}

/** Each arm's chance of a deal within a year, and of a deal that holds five years. */
export function compareDots(summary: Summary, { width }: Size): Chart {
  const { deal: word } = wordsOfArm(defined(summary.arms[0]))
  const first = defined(summary.arms[0])
  const rows = summary.arms.flatMap((arm): Dot[] => {
    const deal = levelOf(arm, first, summary.changes)
    const five = arm.survival.deals[arm.survival.years.indexOf(5)]
    const name = armLabel(arm)
    return [
      {
        name: `${name}: a ${word} within a year`,
        value: deal.estimate * 100,
        low: deal.low * 100,
        high: deal.high * 100,
        kind: 0,
        text: percent(deal.estimate),
      },
      ...(five
        ? [
            {
              name: `${name}: a deal holds five years`,
              value: five.mean * 100,
              low: five.p05 * 100,
              high: five.p95 * 100,
              kind: 1 as const,
              text: percent(five.mean),
            },
          ]
        : []),
    ]
  })
  const { marks, height } = dotRows(rows, width, [0, 100], '%')
  const about = {
    title: 'Scenarios side by side',
    description:
      `Discs: chance of a ${word} within a year; of a scenario beside, the first and the difference on the worlds that both share, with its 95 % interval.` +
      (rows.some(({ kind }) => kind === 1) ? ' Squares: chance that a deal holds five years, 90 % of deals.' : ''),
  }
  return {
    id: 'compare',
    ...about,
    caption: about.description,
    source: sourceLine(defined(summary.arms[0]).worlds),
    svg: svgOf(about, { width, height }, marks),
    table: {
      columns: ['what', 'value', 'low', 'high'],
      rows: rows.map(({ name, value, low, high }) => [name, rounded(value), rounded(low), rounded(high)]),
    },
  }
}

/** Why no terms would do in the first month. */
export function whyBars(arm: ArmSummary, { width }: Size): Chart {
  const says = {
    open: `Some terms beat ${wordsOfArm(arm).noDeal} for all`,
    information: 'Closed by each side’s hopes',
    commitment: 'Closed by promises not believed',
    audience: 'Closed by anger at home',
    indivisibility: 'Closed by rules and worth',
  } as const
  // Only a case with a war has hopes of its course.
  const reasons = (Object.keys(says) as (keyof typeof says)[]).filter(
    (why) => why !== 'information' || arm.war.line.length > 0,
  )
  const dots = reasons.map((why): Dot => {
    const { estimate, low, high } = arm.why[why]
    return {
      name: says[why],
      value: estimate * 100,
      low: low * 100,
      high: high * 100,
      kind: why === 'open' ? 0 : 1,
      text: percent(estimate),
    }
  })
  const { marks, height } = dotRows(dots, width, [0, 100], '% of worlds in month 1')
  const about = {
    title: 'Why there is no deal to be had',
    description: dots.map(({ name, text }) => `${name} ${text}`).join('. '),
  }
  return {
    id: 'why',
    ...about,
    caption: `${about.description}.`,
    source: sourceLine(arm.worlds),
    svg: svgOf(about, { width, height }, marks),
    table: {
      columns: ['state', '%', 'low', 'high'],
      rows: dots.map(({ name, value, low, high }) => [name, rounded(value), rounded(low), rounded(high)]),
    },
  }
}

export function familyName(family: FamilySummary, { terms = (issue, option) => `${issue} ${option}` }: Names): string {
  return Object.entries(family.terms)
    .map(([issue, option]) => terms(issue, option))
    .join('; ')
}

const ACCEPTANCE =
  'Margin over the no-deal value in points: dot the median, bar 90 % of worlds, the line zero. Below zero the actor would rather have none. Percentages: worlds in which it accepts, red lines counted in. A cross: in at least a quarter of worlds red lines or refused consents keep the actor from what it would prefer.'

/** Who prefers which package to no deal: margin with 90 % of worlds, and the share that accepts. */
export function acceptanceMatrix(arm: ArmSummary, naming: Naming): Chart {
  const { width, names = {} } = naming
  const actors = Object.keys(arm.noDeal)
  const rows = acceptanceRows(arm, naming)
  const ends = rows.flatMap(({ margins }) => Object.values(margins).flatMap(({ p05, p95 }) => [p05, p95]))
  const column = (width - 8) / Math.max(1, actors.length)
  const scale = linear([Math.min(-1, ...ends), Math.max(1, ...ends)], [10, column - 74])
  const heads = actors.map((actor) => lines(names[actor] ?? actor, column - 16))
  let top = 12 + 16 * Math.max(1, ...heads.map((head) => head.length))
  const drawn = rows.map(({ name, margins, accepts }) => {
    const title = lines(name, width - 16)
    const y = top + title.length * 15 + 12
    const head = title.map((text, k) => label(4, top + 12 + k * 15, text)).join('')
    top = y + 26
    return (
      head +
      actors
        .map((actor, k) =>
          cell(margins[actor], accepts ? (accepts[actor]?.estimate ?? null) : null, {
            x: 4 + k * column,
            y,
            column,
            scale,
          }),
        )
        .join('') +
      rule(4, top - 8, width - 4, top - 8)
    )
  })
  const headings = heads
    .flatMap((head, k) => head.map((text, row) => label(14 + k * column, 14 + 16 * row, text, { weight: 600 })))
    .join('')
  const about = { title: `Who prefers what to ${wordsOfArm(arm).noDeal}`, description: ACCEPTANCE }
  return {
    id: 'acceptance',
    ...about,
    caption: about.description,
    source: sourceLine(arm.worlds),
    svg: svgOf(about, { width, height: top + 8 }, headings + drawn.join('')),
    table: {
      columns: [
        'package',
        ...actors
          .map((actor) => names[actor] ?? actor)
          .flatMap((name) => [`${name}, median margin`, `${name} accepts`]),
      ],
      rows: rows.map(({ name, margins, accepts }) => [
        name,
        ...actors.flatMap((actor) => [
          margins[actor] ? rounded(margins[actor].p50) : 'none',
          accepts?.[actor]
            ? `${percent(accepts[actor].estimate)}${isRefused(margins[actor], accepts[actor].estimate) ? ', refused' : ''}`
            : 'agreed',
        ]),
      ]),
    },
  }
}

interface AcceptanceRow {
  readonly name: string
  readonly margins: Readonly<Record<string, Spreadout>>
  readonly accepts: Readonly<Record<string, { readonly estimate: number }>> | null
}

/** The packages that the case names, and the likeliest deals. */
function acceptanceRows({ named, families }: ArmSummary, naming: Names): AcceptanceRow[] {
  return [
    ...named.map(({ says, margins, accepts }): AcceptanceRow => ({ name: says, margins, accepts })),
    ...families.slice(0, 4).map(
      (family): AcceptanceRow => ({
        name: `Agreed in ${percent(family.share.estimate)} of deals: ${familyName(family, naming)}`,
        margins: family.margins,
        accepts: null,
      }),
    ),
  ]
}

function cell(
  margin: Spreadout | undefined,
  accepts: number | null,
  place: { x: number; y: number; column: number; scale: (value: number) => number },
): string {
  if (!margin) return ''
  const { x, y, column, scale } = place
  const kind = margin.p50 < 0 ? 1 : 0
  return (
    rule(x + scale(0), y - 9, x + scale(0), y + 9, 'z') +
    whisker(x + scale(margin.p05), x + scale(margin.p95), y, kind) +
    valueMark(x + scale(margin.p50), y, kind) +
    (accepts === null
      ? ''
      : label(x + column - ACCEPTS, y + 4, percent(accepts), { size: 11 }) +
        (isRefused(margin, accepts) ? cross(x + column - 18, y) : ''))
  )
}

/** Room at the right of a cell for the share that accepts and a cross. */
const ACCEPTS = 66

/** Share of worlds from which refusals of preferred terms are worth a mark. */
const REFUSED = 0.25

/** Whether the actor refuses in many worlds what its margin alone would have it take: at least so many prefer it as lie
 *  above the highest quantile below zero. */
function isRefused(margin: Spreadout | undefined, accepts: number): boolean {
  if (!margin) return false
  const prefers = margin.p05 > 0 ? 0.95 : margin.p25 > 0 ? 0.75 : margin.p50 > 0 ? 0.5 : margin.p75 > 0 ? 0.25 : 0
  return prefers - accepts >= REFUSED
}
