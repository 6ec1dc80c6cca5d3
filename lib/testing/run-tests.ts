import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateClient } from '#lib/server/build/generate-client.ts'
import { ensureBrowser } from './find-browser.ts'
import { type Results, readPlaywrightReport, readVitestReport } from './read-results.ts'

/**
 * `npm test`: every suite after the other, and one line at the end that counts them all. `npm test -- unit db` runs
 * some, each of them whole. A suite that ran no test, did not end, or ended badly without saying why, has failed.
 */

const root = path.resolve(import.meta.dirname, '..', '..')

type Suite = {
  script: string
  args: string[]
  /** Where the tool writes its report, told by its environment or its arguments. */
  report: (file: string) => { args?: string[]; env?: Record<string, string> }
  read: (report: unknown) => Results
  limitMinutes: number
  prepare?: () => void
}

/** S1.7: of what writes documents, every line and branch is tried by these tests, and those alone. */
const lago = ['add_ons', 'applied_add_ons', 'credit_notes', 'invoices'].map((name) => `app/api/v1/${name}`)
const books = {
  parts: ['lib/invoices', 'lib/one-time', ...lago],
  tests: ['lib/invoices', 'lib/one-time', 'app/api/v1', 'app/api/billing/invoices', 'lib/invoice-orders'],
  files: ['lib/purchases/stripe-changes'],
}

const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

const suites: Record<string, Suite> = {
  unit: vitest('unit', 10),
  db: { ...vitest('db', 20), args: [...vitest('db', 20).args, ...(isWanted('books') ? leaveToBooks() : [])] },
  process: vitest('process', 20),
  books: { ...vitest('unit', 10), args: coverBooks() },
  e2e: {
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test', '--config', '.config/playwright.config.ts', '--reporter', 'list,json'],
    report: (file) => ({ env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } }),
    read: readPlaywrightReport,
    limitMinutes: 35,
    prepare: () => void ensureBrowser(),
  },
}

function vitest(project: string, limitMinutes: number): Suite {
  return {
    script: 'node_modules/vitest/vitest.mjs',
    args: ['run', '--config', '.config/vitest.config.ts', '--project', project],
    report: (file) => ({ args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`] }),
    read: readVitestReport,
    limitMinutes,
  }
}

/** Once is enough: what `books` runs, `db` does not run as well. */
function leaveToBooks(): string[] {
  const globs = [...books.tests.map((folder) => `${folder}/**`), ...books.files.map((file) => `${file}*`)]
  return globs.flatMap((glob) => ['--exclude', glob])
}

function coverBooks(): string[] {
  const tests = [...books.tests, ...books.files]
  return [
    ...['run', '--config', '.config/vitest.config.ts', '--project', 'unit', '--project', 'db', ...tests],
    ...['--coverage', '--coverage.reporter', 'text', '--coverage.skipFull', '--coverage.thresholds.100'],
    ...books.parts.flatMap((part) => ['--coverage.include', `${part}/**/*.{ts,tsx}`]),
    ...['--coverage.exclude', '**/testing/**', '--coverage.exclude', '**/cli/**'],
  ]
}

async function runSuite(name: string, suite: Suite, dir: string): Promise<Results> {
  console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`)
  suite.prepare?.()
  const file = path.join(dir, `${name}.json`)
  const { args = [], env = {} } = suite.report(file)
  const code = await run(suite, args, env)
  const text = await readFile(file, 'utf8').catch(() => null)
  const results = text === null ? { passed: 0, failed: 0, skipped: 0 } : suite.read(JSON.parse(text))
  if (results.passed + results.failed === 0) console.log(`${name}: no test ran`)
  else if (code !== 0 && results.failed === 0) console.log(`${name}: ended with ${code ?? 'a signal'}`)
  const isUntold = results.failed === 0 && (code !== 0 || results.passed === 0)
  return isUntold ? { ...results, failed: 1 } : results
}

function run(suite: Suite, args: string[], env: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(root, suite.script), ...suite.args, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const limit = setTimeout(() => {
    console.log(`not done after ${suite.limitMinutes} minutes: stopping it`)
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 20_000).unref()
  }, suite.limitMinutes * 60_000)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => {
      clearTimeout(limit)
      resolve(code)
    })
  })
}

const unknown = wanted.filter((name) => !Object.hasOwn(suites, name))
if (unknown.length > 0)
  throw new Error(`no suite ${unknown.join(', ')}: there are ${Object.keys(suites).join(', ')}`)

await generateClient(root)
const dir = await mkdtemp(path.join(tmpdir(), 'tackon-tests-'))
const results: [string, Results, number][] = []
for (const [name, suite] of Object.entries(suites)) {
  if (!isWanted(name)) continue
  const started = performance.now()
  const result = await runSuite(name, suite, dir).catch((error: unknown) => {
    console.log(`${name}: ${error instanceof Error ? error.message : error}`)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  results.push([name, result, performance.now() - started])
}
await rm(dir, { recursive: true })

const sum = (of: keyof Results) => results.reduce((total, [, result]) => total + result[of], 0)
console.log('')
for (const [name, { passed, failed, skipped }, ms] of results) {
  const seconds = `${(ms / 1000).toFixed(0)} s`.padStart(6)
  console.log(
    `${name.padEnd(8)} ${seconds}  ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
  )
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
