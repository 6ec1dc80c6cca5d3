import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The Chromium to test with: what the environment names, Playwright's own, the system's. Null when there is none. */
export function findBrowser(): string | null {
  const named = process.env.PLAYWRIGHT_CHROMIUM || process.env.CHROME_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`PLAYWRIGHT_CHROMIUM or CHROME_PATH names no file: ${named}`)
    return named
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  const folders = (process.env.PATH ?? '').split(':').filter(Boolean)
  const installed = SYSTEM.flatMap((name) => folders.map((folder) => `${folder}/${name}`))
  return installed.find((file) => existsSync(file)) ?? null
}

/** Installs a Chromium where there is none: Playwright's, or else the distribution's. Throws when neither works. */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  console.log('No Chromium here: installing one')
  const attempts: [string, string[]][] = [
    [process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']],
    ['apt-get', ['update']],
    ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium']],
  ]
  for (const [command, args] of attempts) {
    if (command === 'apt-get' && process.getuid?.() !== 0) continue
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      execFileSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000, env })
    } catch (error) {
      console.log(`${command} ${args.join(' ')}: ${error instanceof Error ? error.message : error}`)
    }
    const browser = findBrowser()
    if (browser) return browser
  }
  throw new Error('The browser tests need a Chromium. Install one, or name it in PLAYWRIGHT_CHROMIUM.')
}
