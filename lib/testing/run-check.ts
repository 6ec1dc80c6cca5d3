import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { API_ROUTES, apiRoutesSource } from '#lib/server/build/api-routes-source.ts'
import { generateClient } from '#lib/server/build/generate-client.ts'
import { checkWords } from './check-words.ts'
import { checkLayers } from './layers/check-layers.ts'

/** `npm run check`: everything about the code that can be told without running it. A line per step; fails when one does. */

const root = path.resolve(import.meta.dirname, '..', '..')
const exec = promisify(execFile)

/** Looking at fewer files than this is not looking. */
const FEWEST_FILES = 400

const steps: Record<string, () => Promise<string>> = {
  style: checkStyle,
  layers: () => checkLayers(root),
  words: () => checkWords(root),
  routes: checkRoutes,
  'dead code': checkDeadCode,
  types: checkTypes,
}

async function checkStyle(): Promise<string> {
  const args = [
    'check',
    '--config-path=.config/house-style.json',
    '--error-on-warnings',
    '--max-diagnostics=50',
    '.',
  ]
  const said = await run('node_modules/@biomejs/biome/bin/biome', args)
  const files = Number(/Checked (\d+) files/.exec(said)?.[1] ?? 0)
  if (files < FEWEST_FILES) throw new Error(`only ${files} files were looked at:\n${said}`)
  return `${files} files formatted and linted`
}

async function checkRoutes(): Promise<string> {
  const listed = await readFile(path.join(root, API_ROUTES), 'utf8')
  const wanted = await apiRoutesSource(root)
  if (listed !== wanted) throw new Error(`${API_ROUTES} is not what app/api has: npm run routes`)
  return `${listed.match(/^import/gm)?.length} listed for the API's document`
}

async function checkDeadCode(): Promise<string> {
  await run('node_modules/knip/bin/knip.js', [
    '--config',
    '.config/knip.json',
    '--treat-config-hints-as-errors',
  ])
  return 'no unused file, export, type or dependency'
}

async function checkTypes(): Promise<string> {
  await run('node_modules/next/dist/bin/next', ['typegen'])
  const cache = path.join(root, 'node_modules', '.cache', 'tackon', 'types.tsbuildinfo')
  const said = await run('node_modules/typescript/bin/tsc', [
    '-p',
    '.',
    '--diagnostics',
    '--tsBuildInfoFile',
    cache,
  ])
  const files = Number(/^Files:\s+(\d+)/m.exec(said)?.[1] ?? 0)
  if (files < FEWEST_FILES) throw new Error(`only ${files} files were looked at:\n${said}`)
  return `${files} files, those of packages included`
}

/** What a tool of ours prints. Throws with what it said when it finds something. */
async function run(script: string, args: string[]): Promise<string> {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }
  try {
    const { stdout, stderr } = await exec(process.execPath, [path.join(root, script), ...args], options)
    return stdout + stderr
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error([stdout, stderr].filter(Boolean).join('\n') || String(error))
  }
}

await generateClient(root)
for (const [name, step] of Object.entries(steps)) {
  const started = performance.now()
  const line = (mark: string, words: string) =>
    `${mark} ${name.padEnd(10)} ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s  ${words}`
  try {
    console.log(line('✓', await step()))
  } catch (error) {
    console.log(`${line('✗', 'failed:')}\n${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
