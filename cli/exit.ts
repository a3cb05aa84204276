/** Exit codes of every command. */
export const EXIT = { done: 0, input: 1, usage: 2, short: 3, interrupted: 130 } as const

/** A mistake in the words of a command, not in a file. */
export class UsageError extends Error {}
