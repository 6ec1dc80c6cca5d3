import { expect, type Locator, type Page } from '@playwright/test'

/** The billing page (S0.11, S0.12), in the words a person finds things by. */
export function billingPage(page: Page) {
  const section = (name: string) => page.getByRole('region', { name })
  const card = (within: Locator, name: string) => within.getByRole('group', { name, exact: true })
  const dialog = page.getByRole('dialog')
  return {
    page,
    dialog,
    limits: section('Your limits'),
    active: section('Your Active Add-ons'),
    available: section('Available Add-ons'),
    offer: (name: string) => card(section('Available Add-ons'), name),
    held: (name: string) => card(section('Your Active Add-ons'), name),
    open: async () => {
      await page.goto('/billing')
      await expect(page.getByRole('heading', { name: 'Available Add-ons' })).toBeVisible()
      await expect(section('Available Add-ons').getByRole('group').first()).toBeVisible()
    },
    /** "2 / 5 GB used", as the head of a limit says it. */
    limit: (name: string) => section('Your limits').getByRole('heading', { name }).locator('../../..'),
    /** Chooses, and stops before the button that charges. */
    choose: async (name: string, quantity = 1) => {
      const offer = card(section('Available Add-ons'), name)
      if (quantity > 1) await offer.getByRole('spinbutton').fill(String(quantity))
      await offer.getByRole('button', { name: /Purchase|Add More/ }).click()
      await expect(dialog.getByText('Due today')).toBeVisible()
    },
    /** Accepts what is quoted; the provider's checkout opens. */
    accept: async (amount: string) => {
      await dialog.getByRole('button', { name: `Pay ${amount}`, exact: true }).click()
    },
    result: (title: string | RegExp) => page.getByRole('dialog', { name: title }),
    manage: async (name: string) => {
      await card(section('Your Active Add-ons'), name).getByRole('button', { name: 'Manage' }).click()
    },
  }
}
