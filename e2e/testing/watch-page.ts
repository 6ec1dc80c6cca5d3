import type { ConsoleMessage, Page, Request } from '@playwright/test'

export type PageWatch = {
  /** What went wrong in the page so far and was not expected. */
  problems: string[]
  /** Says that this will be complained about, and is meant to. */
  expect(pattern: RegExp): void
}

/** Listens for what a person would only see with the developer tools open: errors, refused loads, failed requests. */
export function watchPage(page: Page): PageWatch {
  const expected: RegExp[] = []
  const problems: string[] = []
  const note = (text: string) => {
    if (!problems.includes(text) && !expected.some((pattern) => pattern.test(text))) problems.push(text)
  }
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      note(`${message.type()}: ${message.text()} (${message.location().url})`)
    }
  })
  page.on('pageerror', (error) => note(`uncaught: ${error.message}`))
  page.on('requestfailed', (request: Request) => {
    // Whoever leaves a page drops what it was still fetching.
    const reason = request.failure()?.errorText ?? ''
    if (reason !== 'net::ERR_ABORTED') note(`failed: ${request.method()} ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) note(`answered ${response.status()}: ${response.url()}`)
  })
  return { problems, expect: (pattern) => void expected.push(pattern) }
}
