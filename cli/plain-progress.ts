/** Whether progress is told in lines where no terminal is: a program that reads JSON wants none. */

let isWanted = true

export const isPlainProgressWanted = (): boolean => isWanted

export function wantPlainProgress(wanted: boolean): void {
  isWanted = wanted
}
