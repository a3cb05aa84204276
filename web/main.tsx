import { defined } from '../src/internal.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './style.css'

createRoot(defined(document.getElementById('root'))).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
