import { defined } from '../case/defined.ts'
import { stringify } from 'yaml'
import type { Condition, OptionGraph, Preference, StabilityModel, StateSet } from './stability-model.ts'
import { isYesNo } from './stability-model.ts'

/** Writes a model as the YAML that `readStabilityYaml` reads to the same model. */
export function writeStabilityYaml(model: StabilityModel): string {
  const { graph, deciders } = model
  const state = (s: number): string | number => (graph.kind === 'graph' ? defined(graph.states[s]) : s + 1)
  const condition = (one: Condition): unknown => (graph.kind === 'options' ? conditionRecord(model, graph, one) : {})
  const set = (one: StateSet): unknown => (one.kind === 'state' ? state(one.state) : condition(one.test))
  const preference = (one: Preference): unknown => preferenceRecord(one, state, condition)
  const byDecider = <T>(values: readonly T[], keep: (value: T) => boolean, record: (value: T) => unknown): unknown =>
    section(
      Object.fromEntries(values.flatMap((value, i) => (keep(value) ? [[defined(deciders[i]), record(value)]] : []))),
    )
  const views = Object.fromEntries(
    deciders.flatMap((name, of) => {
      const own = model.views.filter((view) => view.of === of)
      const record = own.map(({ about, preference: one }) => [defined(deciders[about]), preference(one)])
      return own.length === 0 ? [] : [[name, Object.fromEntries(record)]]
    }),
  )
  const coalitions = model.coalitions.map((members) => members.map((i) => defined(deciders[i])))
  return stringify({
    stability: 1,
    ...(model.title === '' ? {} : { title: model.title }),
    ...(model.source === '' ? {} : { source: model.source }),
    ...(graph.kind === 'options' ? optionRecord(model, graph, condition) : graphRecord(model)),
    preferences: byDecider(model.preferences, ({ kind }) => kind !== 'none', preference),
    hidden: byDecider(
      model.hidden,
      (sets) => sets.length > 0,
      (sets) => sets.map(set),
    ),
    views: section(views),
    statusQuo: model.statusQuo === null ? undefined : state(model.statusQuo),
    coalitions: coalitions.length === 0 ? undefined : coalitions,
  })
}

/** Left out where it is empty. */
function section(record: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(record).length === 0 ? undefined : record
}

function optionRecord(model: StabilityModel, graph: OptionGraph, condition: (one: Condition) => unknown): object {
  const deciders = model.deciders.map((name, i) => {
    const own = graph.issues.filter(({ owner }) => owner === i)
    return [
      name,
      Object.fromEntries(own.map(({ name: option, values, direction }) => [option, form(values, direction)])),
    ]
  })
  const list = (conditions: readonly Condition[]): unknown =>
    conditions.length === 0 ? undefined : conditions.map(condition)
  const rules = graph.rules.map(({ issue, from, to, only }) => {
    const { values } = defined(graph.issues[issue])
    const named = (some: readonly number[]): string[] => some.map((v) => defined(values[v]))
    return { option: nameOf(model, graph, issue), from: named(from), to: named(to), only: condition(only) }
  })
  return {
    deciders: Object.fromEntries(deciders),
    infeasible: list(graph.infeasible),
    conditions: rules.length === 0 ? undefined : rules,
    coalesce: list(graph.coalesced),
  }
}

function form(values: readonly string[], direction: string): unknown {
  if (isYesNo(values)) return direction === 'both' ? null : direction
  return direction === 'both' ? values : { values, direction }
}

function graphRecord({ graph, deciders }: StabilityModel): object {
  if (graph.kind === 'options') return {}
  const moves = deciders.map((name, i) => {
    const from = defined(graph.arcs[i]).flatMap((ends, s) =>
      ends.length === 0 ? [] : [[defined(graph.states[s]), ends.map((q) => defined(graph.states[q]))]],
    )
    return [name, Object.fromEntries(from)]
  })
  return { deciders, states: graph.states, moves: Object.fromEntries(moves) }
}

/** An option's name, with its owner's where another has one of the same name. */
function nameOf({ deciders }: StabilityModel, { issues }: OptionGraph, issue: number): string {
  const { name, owner } = defined(issues[issue])
  return issues.filter((one) => one.name === name).length > 1 ? `${deciders[owner]}.${name}` : name
}

function conditionRecord(model: StabilityModel, graph: OptionGraph, condition: Condition): unknown {
  const record = (one: Condition): unknown => conditionRecord(model, graph, one)
  switch (condition.kind) {
    case 'is': {
      const values = condition.values.map((v) => defined(defined(graph.issues[condition.issue]).values[v]))
      return { [nameOf(model, graph, condition.issue)]: values.length === 1 ? values[0] : values }
    }
    case 'all': {
      const names = condition.of.map((one) => (one.kind === 'is' ? one.issue : -1))
      const isFlat = condition.of.length > 0 && !names.includes(-1) && new Set(names).size === names.length
      return isFlat ? Object.assign({}, ...condition.of.map(record)) : { all: condition.of.map(record) }
    }
    case 'any':
      return { any: condition.of.map(record) }
    case 'not':
      return { not: record(condition.of) }
    case 'if':
      return { if: record(condition.when), then: record(condition.then) }
    case 'iff':
      return { iff: [record(condition.when), record(condition.then)] }
  }
}

function preferenceRecord(
  preference: Preference,
  state: (s: number) => string | number,
  condition: (one: Condition) => unknown,
): unknown {
  switch (preference.kind) {
    case 'statements':
      return { statements: preference.statements.map(condition) }
    case 'ranking': {
      const { groups, strong } = preference
      const ranking = groups.flatMap((group, g): unknown[] => {
        const states = group.map(state)
        return [states.length === 1 ? states[0] : states, ...(strong[g] === true ? ['>>'] : [])]
      })
      return { ranking }
    }
    case 'worth':
      return { worth: preference.worth }
    case 'pairs':
      return {
        pairs: preference.pairs.map(({ better, worse, equal }) =>
          equal ? [state(better), '=', state(worse)] : [state(better), state(worse)],
        ),
      }
    case 'none':
      return {}
  }
}
