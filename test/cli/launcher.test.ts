import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A checkout with nothing built: packages and compiler are borrowed, the program is one line. */
function checkout(): string {
  const folder = mkdtempSync(join(tmpdir(), 'armistice-checkout-'))
  folders.push(folder)
  cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true })
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true })
  cpSync(join(root, 'package-lock.json'), join(folder, 'package-lock.json'))
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}')
  mkdirSync(join(folder, 'cli'))
  writeFileSync(join(folder, 'cli/main.ts'), 'console.log(`heard ${process.argv.slice(2).join(" ")}`)\n')
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{"compilerOptions": {"module": "NodeNext", "target": "ES2023", "types": [], "lib": ["ES2023", "DOM"], "noCheck": true, "composite": true, "rootDir": ".", "outDir": "dist"}, "include": ["cli/*.ts"]}',
  )
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  symlinkSync(join(root, 'node_modules/typescript'), join(folder, 'node_modules/typescript'))
  symlinkSync(join(root, 'node_modules/typescript/bin/tsc'), join(folder, 'node_modules/.bin/tsc'))
  cpSync(join(root, 'node_modules/.install-stamp'), join(folder, 'node_modules/.install-stamp'))
  return folder
}

test('the command line is there before the first build, and builds only once', () => {
  const folder = checkout()
  const call = (word: string) =>
    spawnSync(process.execPath, ['bin/armistice.mjs', word], { cwd: folder, encoding: 'utf8' })
  expect(call('first')).toMatchObject({ status: 0, stdout: 'heard first\n' })
  const stamp = readFileSync(join(folder, 'dist/.build-stamp'), 'utf8')
  expect(call('second')).toMatchObject({ status: 0, stdout: 'heard second\n', stderr: '' })
  expect(readFileSync(join(folder, 'dist/.build-stamp'), 'utf8')).toBe(stamp)
})

test('two first calls at the same time wait for each other, and a lock whose holder died is nobody’s', async () => {
  const folder = checkout()
  mkdirSync(join(folder, '.armistice'))
  writeFileSync(join(folder, '.armistice/setup.lock'), '999999999')
  const said = await Promise.all(
    ['one', 'two'].map(
      (word) =>
        new Promise<string>((resolve, reject) => {
          const child = spawn(process.execPath, ['bin/armistice.mjs', word], { cwd: folder })
          let text = ''
          child.stdout.on('data', (data: Buffer) => (text += data.toString()))
          child.on('error', reject)
          child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`ended with ${code}`))))
        }),
    ),
  )
  expect(said).toEqual(['heard one\n', 'heard two\n'])
})
