/** Which capitals of a sentence are those of names, and stay where it becomes part of another. */
import type { Case } from '../../src/internal.ts'

/** Words that begin sentences, and no names. */
const PLAIN =
  /^(?:A|All|An|And|Another|Any|As|At|Before|Both|But|By|Each|Either|Every|Everybody|Few|For|Four|From|Half|If|In|It|Its|Less|Many|More|Most|Much|Neither|No|Nobody|None|Not|Nothing|Of|On|One|Only|Or|Other|Out|Over|Part|Seven|Several|Six|Some|Ten|That|The|Their|There|These|They|Three|To|Two|Under|Until|Up|What|When|Where|While|Who|Whole|With|Within|Without)$/

/** A text with its first letter small, unless it starts with a name: with the name of an actor, or with a word that the
 *  case nowhere writes small and somewhere with a capital within a sentence, or before another capital. */
export function withoutCapital(theCase: Case, text: string): string {
  const [, first = '', second = ''] = /^([\p{L}\p{N}’'-]+)(?: (\p{Lu}?))?/u.exec(text) ?? []
  const isName =
    !/^\p{Lu}[\p{Ll}’'-]*$/u.test(first) ||
    theCase.actors.some(({ name }) => text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length))) ||
    (!PLAIN.test(first) && isNameIn(theCase, first, second !== ''))
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** Whether a word is a name by how the case writes it: with a capital where no sentence begins, and nowhere without.
 *  @param isLed whether another capital follows, as in names of two words. */
function isNameIn(theCase: Case, word: string, isLed: boolean): boolean {
  const small = word.charAt(0).toLowerCase() + word.slice(1)
  const texts = textsOf(theCase)
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text))
  if (has(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(small)}(?![\\p{L}\\p{N}])`, 'u'))) return false
  return isLed || has(new RegExp(`[\\p{Ll}\\p{N},;:’)] ${escaped(word)}(?![\\p{L}\\p{N}])`, 'u'))
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function textsOf({
  title,
  summary,
  actors,
  issues,
  rules,
  redLines,
  scenarios,
  claims,
  hypotheses,
  packages,
}: Case): string[] {
  return [
    title,
    summary ?? '',
    ...actors.map(({ name }) => name),
    ...issues.flatMap(({ says, options }) => [says ?? '', ...options.map((option) => option.says ?? '')]),
    ...[...rules, ...redLines, ...scenarios, ...claims, ...packages].map(({ says }) => says),
    ...hypotheses.flatMap(({ options }) => options.map(({ says }) => says)),
  ]
}
