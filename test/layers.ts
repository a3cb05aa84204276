/** Which imports the house allows (ARCHITECTURE.md). Reads source as text: type imports count as well. */

export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Breach {
  readonly path: string
  readonly why: string
}

/** The storeys of the engine, from the ground up: a file imports its own folder and what stands below it. */
const ORDER = [
  ['math'],
  ['case'],
  ['text'],
  ['methods'],
  ['stages/evidence'],
  ['stages/worlds'],
  ['stages/war'],
  ['stages/durability'],
  ['stages/settlement'],
  ['stages/bargaining'],
  ['stages/consequences'],
  ['stages/findings'],
  ['pipeline'],
  ['formats', 'load', 'run'],
  ['answers'],
  ['index'],
  ['internal', 'compute', 'plain'],
]

/** Shells reach the engine by its doors only: the library's, our own beside it, and the small one of threads. */
const DOORS = ['src/index.ts', 'src/internal.ts', 'src/compute.ts', 'src/plain.ts']
const SHELLS = ['present', 'runner', 'store', 'cluster', 'server', 'cli', 'web']

/** Shells that a shell may import beside itself. Nobody imports `cli`. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  present: [],
  runner: [],
  store: [],
  cluster: ['runner', 'store'],
  server: ['present', 'runner', 'store', 'cluster'],
  cli: ['present', 'runner', 'store', 'cluster', 'server'],
  web: ['present', 'runner'],
}

/** Open to every shell: it speaks to a server and needs nothing of one. */
const CLIENT = 'server/client.ts'

const FORBIDDEN = [
  ['Date', /\bDate\b(?!\w*:)\s*[.(]|new Date/],
  ['Math.random', /Math\.random/],
  ['console', /\bconsole\./],
  // Engines round these differently: their last bits come from src/math. Powers of two and squares are exact or one
  // multiplication everywhere.
  ['Math beyond what IEEE 754 fixes', /Math\.(?:a?(?:sin|cos|tan)h?|atan2|exp|expm1|log(?:1p|2|10)?|pow|cbrt|hypot)\b/],
  ['powers that engines round differently', /(?<!(?:^|[^\w.])(?:2|10n)\s)\*\*(?!\s2\b(?!\.))/m],
] as const

export function breaches(files: readonly SourceFile[]): Breach[] {
  return [
    ...files.flatMap((file) => [...(file.path.startsWith('src/') ? inEngine(file) : inShell(file))]),
    ...cycles(files),
  ]
}

function importsOf({ text }: SourceFile): string[] {
  const patterns = [/^\s*(?:import|export)\b[^'"=]*?\bfrom\s*['"]([^'"]+)['"]/gm, /^\s*import\s*['"]([^'"]+)['"]/gm]
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, name]) => name!)
}

function resolve(from: string, target: string): string {
  const parts = from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

function layerOf(path: string): string {
  const [, folder, inner] = path.split('/')
  return folder === 'stages' ? `stages/${inner}` : folder!.replace(/\.tsx?$/, '')
}

function inEngine(file: SourceFile): Breach[] {
  const layer = layerOf(file.path)
  const say = (why: string): Breach => ({ path: file.path, why })
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  return [
    ...FORBIDDEN.filter(([, pattern]) => pattern.test(code)).map(([name]) => say(`src uses ${name}`)),
    ...importsOf(file).flatMap((target) => {
      if (target.startsWith('node:')) return [say('src imports node:')]
      if (!target.startsWith('.')) return layer === 'text' || layer === 'formats' ? [] : [say('src imports a package')]
      const path = resolve(file.path, target)
      if (!path.startsWith('src/')) return [say('src imports a shell')]
      return allowed(layer, layerOf(path)) ? [] : [say(`${layer} imports ${layerOf(path)}`)]
    }),
  ]
}

function allowed(from: string, to: string): boolean {
  if (from === to || to === 'version') return true
  const storey = (layer: string): number => ORDER.findIndex((layers) => layers.includes(layer))
  const [above, below] = [storey(from), storey(to)]
  return below >= 0 && (below < above || (from === 'load' && to === 'formats'))
}

function inShell(file: SourceFile): Breach[] {
  const shell = file.path.split('/')[0]!
  if (!SHELLS.includes(shell)) return []
  return importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => resolve(file.path, target))
    .flatMap((path) => {
      const target = path.split('/')[0]!
      if (target === 'src') return DOORS.includes(path) ? [] : [`${shell} enters src past its doors`]
      const known = path === CLIENT || target === shell || !SHELLS.includes(target) || BESIDE[shell]!.includes(target)
      return known ? [] : [`${shell} imports ${target}`]
    })
    .map((why) => ({ path: file.path, why }))
}

/** One breach for each file that can reach itself. Imports of types only are no cycle: they are gone when the program
 *  runs. */
function cycles(files: readonly SourceFile[]): Breach[] {
  const withoutTypes = (file: SourceFile): SourceFile => ({
    ...file,
    text: file.text.replace(/^\s*import type[\s\S]*?['"][^'"]+['"]/gm, ''),
  })
  const next = new Map(
    files.map((file) => [
      file.path,
      importsOf(withoutTypes(file))
        .filter((t) => t.startsWith('.'))
        .map((t) => resolve(file.path, t)),
    ]),
  )
  const reaches = (start: string): boolean => {
    const seen = new Set<string>()
    const stack = [...(next.get(start) ?? [])]
    while (stack.length > 0) {
      const path = stack.pop()!
      if (path === start) return true
      if (!seen.has(path)) stack.push(...(next.get(path) ?? []))
      seen.add(path)
    }
    return false
  }
  const found = files.find((file) => reaches(file.path))
  return found ? [{ path: found.path, why: 'cycle' }] : []
}

/** The table of ARCHITECTURE.md: every storey and shell with what it imports of the others. */
export function layerTable(files: readonly SourceFile[]): string {
  const used = new Map<string, Set<string>>()
  for (const file of files) {
    const from = placeOf(file.path)
    const seen = used.get(from) ?? new Set()
    used.set(from, seen)
    for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
      const to = placeOf(resolve(file.path, target))
      if (to !== from && (ORDER.flat().includes(to) || SHELLS.includes(to))) seen.add(to)
    }
  }
  const places = [...ORDER.flat(), ...SHELLS]
  const row = (place: string): string => {
    const to = places.filter((other) => used.get(place)?.has(other)).map((other) => `\`${other}\``)
    return `| \`${place}\` | ${to.join(', ')} |`
  }
  const storeys = ORDER.flat().filter((place) => used.has(place))
  const shells = SHELLS.filter((place) => used.has(place))
  const head = (what: string): string => `| ${what} | imports |\n|---|---|\n`
  return `${head('storey of `src/`')}${storeys.map(row).join('\n')}\n\n${head('shell')}${shells.map(row).join('\n')}`
}

function placeOf(path: string): string {
  const [first] = path.split('/')
  return first === 'src' ? layerOf(path) : first!
}
