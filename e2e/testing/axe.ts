import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } }
/** What a theme changes: nothing but colours. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds in the page and its frames: everything on a desk and in a hand, and what has to do with colour in
 * light and in dark.
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const found: unknown[] = []
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await settle(page)
      // The other mode opens a page of its own each time, which only frames of other origins need.
      const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1)
      const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(OF_COLOUR)).analyze()
      for (const { id, help, nodes } of violations) {
        const at = nodes.map(
          ({ target, failureSummary }) => `${target.flat().join(' ')} ${failureSummary ?? ''}`,
        )
        found.push({ look: `${size}, ${colorScheme}`, rule: `${id}: ${help}`, at })
      }
    }
  }
  await page.setViewportSize(SIZES.desktop)
  await page.emulateMedia({ colorScheme: null })
  expect(found, `axe on ${what}`).toEqual([])
}

/** Half-way through a transition, colours are neither the one nor the other. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(requestAnimationFrame)
    const running = document
      .getAnimations()
      .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    await Promise.all(running.map((animation) => animation.finished.catch(() => {})))
  })
}
