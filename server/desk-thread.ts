/** The desk as a thread. */
import { parentPort } from 'node:worker_threads'
import { defined } from '../src/plain.ts'
import { serveDesk } from './desk-work.ts'

serveDesk(defined(parentPort))
