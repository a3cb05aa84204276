import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { UserConfig } from 'vite'
import { readyAnswers } from './ready-answers.ts'

/** Static files with relative paths, so that the app works from any folder of any server. */
const config: UserConfig = defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), readyAnswers()],
  worker: { format: 'es' },
  build: { outDir: '../dist/web', emptyOutDir: true, target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
})
export default config
