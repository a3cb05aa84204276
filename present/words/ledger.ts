/** What the entries of a ledger are called, with their units. */
import type { LedgerEntry } from '../../src/internal.ts'

export const LEDGER_WORDS: Readonly<Record<LedgerEntry, string>> = {
  landHeld: 'km² held by the attacker',
  landGained: 'km² it took after the date',
  peopleHeld: 'people under its control',
  displaced: 'people who cannot return',
  deadAttacker: 'soldiers of the attacker killed, in all',
  deadDefender: 'soldiers of the defender killed, in all',
  deadCivilian: 'civilians killed after the date',
  rebuilding: 'rebuilding, bn US$',
  rebuildingByAttacker: 'of which the attacker pays, bn US$',
}

/** The same, with the parties by name. */
export function ledgerWords(
  entry: LedgerEntry,
  names: { readonly attacker: string; readonly defender: string },
): string {
  return LEDGER_WORDS[entry]
    .replace('the attacker pays', `${names.attacker} pays`)
    .replace('of the attacker', `of ${names.attacker}`)
    .replace('by the attacker', `by ${names.attacker}`)
    .replace('of the defender', `of ${names.defender}`)
    .replace('under its control', `under the control of ${names.attacker}`)
    .replace('it took', `${names.attacker} took`)
}

/** The same as a noun and its unit, for a sentence: `the land that Russia holds`, in km². */
export function ledgerNoun(
  entry: LedgerEntry,
  { attacker, defender }: { readonly attacker: string; readonly defender: string },
): readonly [string, string] {
  switch (entry) {
    case 'landHeld':
      return [`the land that ${attacker} holds`, 'km²']
    case 'landGained':
      return [`the land that ${attacker} took after the date`, 'km²']
    case 'peopleHeld':
      return [`the number of people under the control of ${attacker}`, '']
    case 'displaced':
      return ['the number of people who cannot return', '']
    case 'deadAttacker':
      return [`the number of soldiers of ${attacker} killed, in all,`, '']
    case 'deadDefender':
      return [`the number of soldiers of ${defender} killed, in all,`, '']
    case 'deadCivilian':
      return ['the number of civilians killed after the date', '']
    case 'rebuilding':
      return ['what rebuilding costs', 'bn US$']
    case 'rebuildingByAttacker':
      return [`what ${attacker} pays of the rebuilding`, 'bn US$']
  }
}
