import { readGmcr } from './gmcr.ts'
import type { StabilityReading } from './stability-reading.ts'
import { readStabilityYaml } from './stability-yaml.ts'

export type StabilityFormat = 'gmcr' | 'stability-yaml'

/** The format that a file is in, by its ending and, for YAML, its first key; null if none is known. */
export function stabilityFormatOf(file: string, text: string): StabilityFormat | null {
  if (/\.gmcr$/i.test(file)) return 'gmcr'
  return /\.ya?ml$/i.test(file) && /^(?:\s*#[^\n]*\n|\s*\n)*\s*["']?stability["']?\s*:/.test(text)
    ? 'stability-yaml'
    : null
}

export function readStability(format: StabilityFormat, file: string, text: string): StabilityReading {
  switch (format) {
    case 'gmcr':
      return readGmcr(file, text)
    case 'stability-yaml':
      return readStabilityYaml(file, text)
  }
}
