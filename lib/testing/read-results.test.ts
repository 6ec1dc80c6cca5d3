import { describe, expect, test } from 'vitest'
import { readPlaywrightReport, readVitestReport } from './read-results.ts'

describe('what a suite reports', () => {
  const vitest = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, testResults: [] }
  const stats = { expected: 4, unexpected: 0, flaky: 0, skipped: 1 }

  test('vitest counts tests', () => {
    expect(readVitestReport(vitest)).toEqual({ passed: 3, failed: 1, skipped: 2 })
  })

  test('a file vitest could not load is a failure, though none of its tests ran', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ]
    expect(readVitestReport({ ...vitest, testResults }).failed).toBe(2)
  })

  test('playwright counts tests', () => {
    expect(readPlaywrightReport({ errors: [], stats })).toEqual({ passed: 4, failed: 0, skipped: 1 })
  })

  test('a browser test that needed two tries, or a setup that threw, is a failure', () => {
    expect(readPlaywrightReport({ errors: [{}], stats: { ...stats, unexpected: 1, flaky: 1 } }).failed).toBe(
      3,
    )
  })

  test('a report in another shape is no result', () => {
    expect(() => readVitestReport({})).toThrow()
    expect(() => readPlaywrightReport({ stats: {} })).toThrow()
  })
})
