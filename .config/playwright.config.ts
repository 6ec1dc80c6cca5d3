import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from '../lib/testing/find-browser.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * The product as a user starts it, and a browser before it: once per run and worker, as the sandbox's clock and its
 * delivery modes belong to a whole installation. Of one that runs already there is one.
 */
export default defineConfig({
  testDir: '../e2e',
  outputDir: '../test-results',
  globalSetup: '../e2e/testing/start-for-run.ts',
  // `--workers 2` takes little more than half the time, where two browsers and two products have a processor each.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // Recording one takes as long again as the tests: `--trace retain-on-failure` where somebody will look at it.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser() ?? undefined, args: flags },
  },
  projects: [
    { name: 'ready', testMatch: '*.setup.ts', teardown: 'books' },
    { name: 'product', testMatch: '*.spec.ts', dependencies: ['ready'] },
    // Last, whatever happened before: what all of it left in the books.
    { name: 'books', testMatch: '*.teardown.ts' },
  ],
})
