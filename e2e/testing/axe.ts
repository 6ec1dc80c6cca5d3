import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What axe finds in the page and its frames, by WCAG 2.2 AA and axe's own best practices. Frames must load. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // Half-way through a transition, colours are neither the one nor the other.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
        .map((animation) => animation.finished.catch(() => {})),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    at: nodes.map(({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary ?? ''}`),
  }))
  expect(found, `axe on ${what}`).toEqual([])
}
