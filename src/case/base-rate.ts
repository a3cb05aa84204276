/** The war that a case is about, for the record of how wars between states ended beside its headline. */
export interface BaseRate {
  /** Day on which it began, `yyyy-mm-dd`. */
  readonly began: string
  /** Keys of the record that are this war itself. */
  readonly without: readonly string[]
}
