import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { UserConfig } from 'vite'

/** The argument as one module and one style, which `armistice report --template` puts into a page that runs from disk:
 *  the worker is within, as a script of its own, since a page from disk may load no module. */
const config: UserConfig = defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: 'iife' },
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    cssCodeSplit: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: 'web/page.tsx',
      output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]', codeSplitting: false },
    },
  },
})
export default config
