/** A case to start from. */

/** The text of a small complete case that loads: two parties, three issues. Sections that it leaves out are shown
 *  commented.
 *  @param id letters, digits, `_` and `-`. @param asOf `yyyy-mm-dd`. */
export function templateCase(id: string, title: string, asOf: string): string {
  return `# An Armistice case. \`armistice check\` finds slips, \`armistice run\` computes it.
# Numbers: 4_000, 2.5M, 18%, 1.6M to 2.2M (a 90 % interval), normal(mean, sd), beta(a, b), pert(low, mode, high). Inside { } quote those with commas.
armistice: 1
id: ${id}
title: ${scalar(title)}
asOf: ${asOf} # nothing later enters a run
question: Is there a deal that both prefer to none, and on which terms?
summary: Two parties in dispute over land, security and recognition.

# Each number names its source: a key of this list, then the place in it.
sources:
  own: {title: Own judgement}

# A belligerent must accept any deal. Others: backer, guarantor, institution.
actors:
  first:
    name: First party
    role: belligerent
    source: own
    kind: judgement
    noDealValue: 35 to 55 # points: what going on without a deal is worth to it
  second:
    name: Second party
    role: belligerent
    source: own
    kind: judgement
    noDealValue: 30 to 50

# What is negotiated. An option's words must stand alone. \`noDeal\` is the option that holds where there is no deal.
issues:
  land:
    says: Who administers the disputed land.
    noDeal: first
    options: {first: The first party alone holds the land., shared: Both hold the land together.,
      second: The second party alone holds the land.}
  security:
    says: Who watches over the peace.
    noDeal: nobody
    options: {nobody: Nobody watches., observers: Unarmed observers watch., force: An armed force watches.}
  recognition:
    says: Whether the parties recognise each other.
    noDeal: withheld
    options: {withheld: No recognition., mutual: Mutual recognition.}

# A package is one option for each issue; a rule says which packages can be.
rules:
  - id: force-needs-recognition
    says: An armed force is sent only where both parties recognise each other.
    kind: hard
    when: {security: force}
    requires: {recognition: mutual}
    source: own

# Worth of each option, 0 to 100; the weight is what going from the worst to the best is worth against the other issues.
scores:
  first:
    source: own
    kind: judgement
    issues:
      land: {weight: 40 to 60, options: {first: 100, shared: 55 to 75, second: 0}}
      security: {weight: 20, options: {nobody: 20, observers: 100, force: 0}}
      recognition: {weight: 20 to 40, options: {withheld: 0, mutual: 100}}
  second:
    source: own
    kind: judgement
    issues:
      land: {weight: 50, options: {first: 0, shared: 60 to 80, second: 100}}
      security: {weight: 30, options: {nobody: 0, observers: 60, force: 100}}
      recognition: {weight: 20, options: {withheld: 100, mutual: 40}}

redLines:
  - id: second-alone
    actor: second
    says: The second party will not leave the land to the first alone.
    rejects: {land: first}
    cost: 4 to 20 # points of its own sheet that crossing it would cost it at home; \`firm: 100%\` in its place makes it absolute
    because: audience
    source: own
    kind: judgement

# The chance a month of a deal, for each point that the best terms leave whoever gains least.
bargaining:
  months: 24
  pace: {value: 0.3% to 1%, unit: /month, kind: judgement, source: own}

packages:
  partnership:
    says: Shared land, observers, mutual recognition.
    options: {land: shared, security: observers, recognition: mutual}
    source: own

scenarios:
  bluff:
    says: The second party's red line is a bluff.
    set: {redLines.second-alone.cost: 0}
    source: own

claims:
  C1:
    kind: conclusion
    says: A deal within a year is likelier than not.
    where: own
    test: {probability: {deal: true, month: {atMost: 12}}, above: 50%}

# Where the parties are at war, \`war\` projects it month by month. Each belligerent then needs \`resolve\` in place of \`noDealValue\`.
# war:
#   months: 24
#   source: own
#   attacker:
#     actor: first
#     shells: {production: 100k, demand: 250k}
#     men: {stock: 300k, production: 20k, losses: 12k, lossesPerKm2: 30, returning: 60%, floor: 100k}
#     heavy: {stock: 3_000, production: 40, lossesPerThousand: 8, roundsPerPiece: 150}
#   defender:
#     actor: second
#     shells: {production: 80k, demand: 180k}
#     men: {stock: 250k, production: 15k, losses: 8k, lossesPerKm2: 5, returning: 60%, floor: 80k}
#     heavy: {stock: 2_000, production: 20, lossesPerThousand: 6, roundsPerPiece: 200}
#   front: {rate: 40, fade: 97%, shock: 15, noise: 10, pull: 10, fireAtDate: 1.6}
`
}

/** Any text as a double-quoted YAML scalar. */
function scalar(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
