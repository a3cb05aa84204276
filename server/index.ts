/** The server's door. */
export { serve } from './serve.ts'
export type { Served, ServeOptions } from './serve.ts'
export { newServer } from './routes.ts'
export { newAnswering } from './answering.ts'
export type { Answering } from './answering.ts'
export type { Document, Log, Services } from './context.ts'
export { DEFAULT_LIMITS } from './limits.ts'
export type { Limits } from './limits.ts'
