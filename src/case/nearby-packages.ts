/** Packages in rings around one: all that differ from it on no issue, on one, on two. */
import { packageOf } from './package-space.ts'
import type { PackageSpace } from './package-space.ts'

export interface Nearby {
  /** Numbers of packages, the nearest first. */
  readonly packages: readonly number[]
  /** Where each ring begins in `packages`; one entry more than there are rings. */
  readonly rings: readonly number[]
  /** Whether these are all packages of the space. */
  readonly isWhole: boolean
}

/** Whole rings as long as they fit.
 *  @param most packages at most, but the first ring always. */
export function nearbyPackages(space: PackageSpace, options: readonly number[], most: number): Nearby {
  const issues = space.sizes.length
  const centre = packageOf(space, options)
  const packages: number[] = []
  const rings = [0]
  const add = (at: number, issue: number, left: number): void => {
    if (left === 0) {
      packages.push(at)
      return
    }
    for (let next = issue; next <= issues - left; next++) {
      const stride = space.strides[next] ?? 0
      const own = options[next] ?? 0
      for (let option = 0; option < (space.sizes[next] ?? 0); option++)
        if (option !== own) add(at + (option - own) * stride, next + 1, left - 1)
    }
  }
  for (let changes = 0; changes <= issues; changes++) {
    if (changes > 0 && packages.length + ringSize(space.sizes, changes) > most) break
    add(centre, 0, changes)
    rings.push(packages.length)
  }
  return { packages, rings, isWhole: packages.length === space.count }
}

/** Packages that differ on exactly so many issues: the elementary symmetric polynomial of the other options. */
function ringSize(sizes: readonly number[], changes: number): number {
  const count = [1, ...Array.from({ length: changes }, () => 0)]
  for (const size of sizes)
    for (let k = changes; k > 0; k--) count[k] = (count[k] ?? 0) + (count[k - 1] ?? 0) * (size - 1)
  return count[changes] ?? 0
}
