/** The name by which a document calls a chart of a run; null for charts of something else. */
const NAMES: Readonly<Record<string, string>> = {
  ceasefire: 'dealBy',
  zopa: 'open',
  acceptance: 'acceptance',
  survival: 'survival',
  ledger: 'ledger',
  why: 'why',
  changes: 'changes',
  evidence: 'evidence',
  belief: 'belief',
  'trade-offs': 'tradeOffs',
}

export function pictureOf(id: string): string | null {
  return NAMES[id] ?? (/^war-\w+$/.test(id) ? id.replace('-', '.') : null)
}
