/// <reference types="vite/client" />
declare module '*.yaml?raw' {
  const text: string
  export default text
}

declare module 'virtual:ready-answers' {
  /** Answers computed when the app was built. */
  export const READY: readonly {
    readonly id: string
    readonly digest: string
    readonly answer: () => Promise<import('../src/internal.ts').Summary>
  }[]
}
