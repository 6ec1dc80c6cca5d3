/** `npm run screenshots`: the pictures of the README, of a product started for it, with somebody's month in it. */
import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { type BrowserContextOptions, chromium } from '@playwright/test'
import playwright from '../.config/playwright.config.ts'
import { openApi } from './testing/api.ts'
import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { createAccount } from './testing/create-account.ts'
import { readProduct, root } from './testing/product.ts'
import { openSandbox } from './testing/sandbox.ts'
import { signIn } from './testing/sign-in.ts'
import startForRun from './testing/start-for-run.ts'

const folder = path.join(root, 'public', 'screenshots')
const LARGEST_BYTES = 300_000

const stop = await startForRun({ workers: 1 })
try {
  await mkdir(folder, { recursive: true })
  await takeAll()
} finally {
  await stop()
}

async function takeAll(): Promise<void> {
  const product = readProduct()
  const sandbox = openSandbox(product.sandbox.control)
  const account = await createAccount({ plan: 'pro', email: 'asha@smart-ml.test' })
  const api = openApi(product.app, account.token)
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  await buyAddon({ api, sandbox, addonId: 'api_boost_5000' })
  const used = {
    api_hits_per_month: 11_240,
    model_generation_per_day: 17,
    azure_storage_gb: 14,
    concurrent_trainings: 1,
  }
  for (const [feature, amount] of Object.entries(used)) await api('POST', '/api/usage', { feature, amount })

  const browser = await chromium.launch(playwright.use?.launchOptions)
  const open = async (options: BrowserContextOptions) => {
    const context = await browser.newContext({
      baseURL: product.app,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    })
    const page = await context.newPage()
    await signIn(page, account)
    const billing = billingPage(page)
    await billing.open()
    return { page, billing }
  }
  const desktop = { viewport: { width: 1200, height: 760 }, deviceScaleFactor: 1.5 }
  try {
    // What is new is shown once: not in these pictures.
    await open(desktop)
    const { page, billing } = await open(desktop)
    const held = await billing.active.boundingBox()
    if (!held) throw new Error('the held add-ons are not to be seen')
    const clip = { x: 0, y: 0, width: 1200, height: Math.round(held.y + held.height + 40) }
    await page.screenshot({ path: path.join(folder, 'billing.png'), fullPage: true, clip })

    await billing.choose('Model Boost (+10 models/day)', 2)
    await billing.accept('₹398.00')
    await hostedCheckout(page).shows('₹398.00')
    await page.screenshot({ path: path.join(folder, 'checkout.png') })

    const phone = await open({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      colorScheme: 'dark',
    })
    await phone.billing.limits.scrollIntoViewIfNeeded()
    await phone.page.screenshot({ path: path.join(folder, 'billing-phone-dark.png') })
  } finally {
    await browser.close()
  }
  for (const name of ['billing', 'checkout', 'billing-phone-dark']) {
    const { size } = await stat(path.join(folder, `${name}.png`))
    console.log(`public/screenshots/${name}.png  ${Math.ceil(size / 1000)} KB`)
    if (size > LARGEST_BYTES) throw new Error(`${name}.png is larger than ${LARGEST_BYTES / 1000} KB`)
  }
}
