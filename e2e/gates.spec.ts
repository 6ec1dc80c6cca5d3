import type { Page } from '@playwright/test'
import { openApi, problemOf } from './testing/api.ts'
import { expectAccessible } from './testing/axe.ts'
import { createAccount } from './testing/create-account.ts'
import { giveAddon } from './testing/give-addon.ts'
import { buyTrack, dropTrack } from './testing/hold-track.ts'
import { signIn } from './testing/sign-in.ts'
import { expect, test } from './testing/test.ts'

// S3.2, S3.3, S3.5, S3.6: the server decides what is open, and open pages follow what is held.

const OPEN = 'Conformity assessment'
const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Workspace' })
const market = (page: Page) => sidebar(page).getByRole('region', { name: 'Market Access' })

test.use({ family: 'klarvo', plan: 'growth' })

test.describe('S3.3 the sidebar', () => {
  test('S3.3 what is locked says so, says what it takes, and leads to where it is bought', async ({
    page,
  }) => {
    await page.goto('/workspace')
    const links = market(page).getByRole('listitem').getByRole('link')
    await expect(links).toHaveCount(3)
    for (const [index, track] of ['Importer & Distributor', 'Provider', 'Provider Assurance'].entries()) {
      await expect(links.nth(index)).toHaveAccessibleName(`${track} (locked)`)
    }
    const provider = market(page).getByRole('link', { name: 'Provider (locked)' })
    await expect(provider).toHaveAccessibleDescription(
      'Comes with Provider Track for €499/month. Sold on Growth and Pro, included in Enterprise.',
    )
    await provider.hover()
    await expect(page.getByRole('tooltip')).toContainText('Provider Track for €499/month')
    await expect(market(page).getByRole('link', { name: /^Provider Assurance/ })).toHaveAttribute(
      'href',
      '/billing?plan=pro&addon=provider_assurance',
    )
    await provider.click()
    await expect(page.getByRole('dialog', { name: 'Provider Track' })).toBeVisible()
    expect(new URL(page.url()).pathname).toBe('/billing')
  })

  test('S3.3 on a phone it folds up', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/workspace')
    await expect(market(page)).toBeHidden()
    await sidebar(page).getByRole('button', { name: 'Overview' }).click()
    await sidebar(page).getByRole('link', { name: 'Deployer duties' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Deployer duties' })).toBeVisible()
    await expect(market(page)).toBeHidden()
  })
})

test.describe('S3.6 locked routes', () => {
  const PAGES = [
    ['/workspace/importer-distributor', 'Importer & Distributor', '€149/month'],
    ['/workspace/provider', 'Provider Track', '€499/month'],
    ['/workspace/provider-assurance', 'Provider Assurance', '€899/month'],
  ] as const

  for (const [path, title, price] of PAGES) {
    test(`S3.6 ${path} says what it gives, who may buy it and what it costs`, async ({ page }) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
      const landing = page.getByRole('article')
      await expect(landing).toContainText(price)
      await expect(landing).toContainText(/Sold on .*included in Enterprise\. You are on Growth\./)
      expect(await landing.getByRole('listitem').count()).toBeGreaterThan(2)
    })
  }

  test('S3.6 two clicks buy it, and the page is open', async ({ page }) => {
    await page.goto('/workspace/provider')
    await page.getByRole('link', { name: 'Add for €499/month' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Pay €4\d\d\.\d\d$/ })
      .click()
    await expect(page.getByRole('dialog', { name: 'Provider Track is active' })).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workspace' }).click()
    await market(page).getByRole('link', { name: 'Provider', exact: true }).click()
    await expect(page.getByRole('cell', { name: OPEN })).toBeVisible()
  })

  test.describe('on a plan that is too low', () => {
    test.use({ plan: 'starter' })

    test('S3.6 the plan and the add-on are laid out together', async ({ page }) => {
      await page.goto('/workspace/provider')
      await page.getByRole('link', { name: 'Upgrade to Growth and add it' }).click()
      const cart = page.getByRole('dialog')
      await expect(cart).toContainText('Due today')
      await expect(cart).toContainText('1 × Provider Track')
    })
  })

  test('S3.6 nothing of what is locked reaches the browser, in any form it may ask for', async ({
    page,
    api,
  }) => {
    await buyTrack(api, 'provider_track')
    expect((await api('PUT', '/api/workspace/duties/conformity', { status: 'done' })).status).toBe(200)
    const fetched = async (headers: Record<string, string>) =>
      (await page.request.get('/workspace/provider', { headers })).text()
    const forms: Record<string, string>[] = [{}, { RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }]
    const secrets = ['EU declaration of conformity', 'Quality management system', 'Art. 47']
    const leaked = (text: string) => secrets.filter((secret) => text.includes(secret))
    expect(leaked(await fetched({}))).toEqual(secrets)
    await dropTrack(api, 'provider_track')
    for (const headers of forms) {
      const text = await fetched(headers)
      expect(text.length, 'something is answered').toBeGreaterThan(100)
      expect(leaked(text), JSON.stringify(headers)).toEqual([])
    }
    const refused = problemOf(await api('PUT', '/api/workspace/duties/conformity', { status: 'open' }))
    expect(refused).toMatchObject({ status: 403, code: 'access_required' })
    expect(problemOf(await api('GET', '/api/workspace/audit-file')).code).toBe('access_required')
  })

  test('S3.6 parts of a page have gates of their own', async ({ page, api }) => {
    await buyTrack(api, 'provider_track')
    await page.goto('/workspace/provider')
    await expect(page.getByRole('cell', { name: OPEN })).toBeVisible()
    const prompt = page.getByRole('region', { name: 'Provider Assurance is not active' })
    await expect(prompt).toContainText('€899/month')
    await expect(prompt.getByRole('link', { name: 'Upgrade to Pro and add it' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Audit findings' })).toHaveCount(0)
    const html = await (await page.request.get('/workspace/provider')).text()
    expect(html.includes('provider duties checked')).toBe(false)
  })
})

test.describe('S3.6 open pages follow what is held', () => {
  /** Lost by a reload. */
  const mark = (page: Page) => page.evaluate(() => Object.assign(window, { wasHere: true }))
  const isSamePage = (page: Page) => page.evaluate(() => 'wasHere' in window)
  const landing = (page: Page) => page.getByRole('heading', { level: 1, name: 'Provider Track' })
  const SECONDS = { timeout: 8_000 }

  test('S3.6 opened and closed elsewhere, in every tab, without a reload', async ({ page, context, api }) => {
    const other = await context.newPage()
    const pages = [page, other]
    for (const each of pages) {
      await each.goto('/workspace/provider')
      await expect(landing(each)).toBeVisible()
      await mark(each)
    }
    await buyTrack(api, 'provider_track')
    for (const each of pages) {
      await expect(each.getByRole('cell', { name: OPEN })).toBeVisible(SECONDS)
      await expect(market(each).getByRole('link', { name: 'Provider', exact: true })).toBeVisible()
    }
    await dropTrack(api, 'provider_track')
    for (const each of pages) {
      await expect(landing(each)).toBeVisible(SECONDS)
      await expect(each.getByRole('cell', { name: OPEN })).toHaveCount(0)
      expect(await isSamePage(each)).toBe(true)
    }
  })

  test('S3.6 when it runs out, at its time', async ({ page, account, product, sandbox }) => {
    const now = await sandbox.now()
    const until = now.add({ seconds: 8 })
    await giveAddon({ product, account, addon: 'provider_track', now, until })
    await page.goto('/workspace/provider')
    await expect(page.getByRole('cell', { name: OPEN })).toBeVisible()
    await mark(page)
    await expect(landing(page)).toBeVisible({ timeout: 20_000 })
    expect(await isSamePage(page)).toBe(true)
  })

  test('S3.6 also where nothing can be heard, a little later', async ({ page, api, watch }) => {
    watch.expect(/ERR_FAILED/)
    await page.route('**/api/entitlements/changes', (route) => route.abort())
    await page.goto('/workspace/provider')
    await expect(landing(page)).toBeVisible()
    await mark(page)
    await buyTrack(api, 'provider_track')
    await expect(page.getByRole('cell', { name: OPEN })).toBeVisible({ timeout: 25_000 })
    expect(await isSamePage(page)).toBe(true)
  })

  test('S3.6 the billing page follows too', async ({ page, api }) => {
    await page.goto('/billing')
    await expect(page.getByText('No add-ons yet')).toBeVisible()
    await buyTrack(api, 'provider_track')
    const active = page.getByRole('region', { name: 'Your Active Add-ons' })
    await expect(active.getByRole('group', { name: 'Provider Track' })).toBeVisible(SECONDS)
  })
})

test.describe('the workspace at work', () => {
  test.use({ plan: 'pro' })

  test('S3.6 what is done is kept, and what was signed too early is found', async ({ page, api }) => {
    await buyTrack(api, 'provider_assurance')
    await page.goto('/workspace/provider')
    await expect(page.getByText('Nothing is signed off before what it rests on.')).toBeVisible()
    await page.getByLabel(`Status of ${OPEN}`).selectOption('Done')
    const findings = page.getByRole('region', { name: 'Audit findings' })
    await expect(findings).toContainText(
      'Conformity assessment (Art. 43) is done, but rests on what is not: Technical documentation, Quality management system.',
    )
    await expect(page.getByText('1 of 12 done')).toBeVisible()
    await page.goto('/workspace/provider-assurance')
    await expect(findings).toContainText('Conformity assessment')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Audit file (CSV)' }).click()
    expect((await download).suggestedFilename()).toBe('audit-file.csv')
    await page.goto('/workspace')
    await expect(page.getByRole('group', { name: 'Provider', exact: true })).toContainText('1 of 12 done')
  })

  test.describe('on the smallest plan', () => {
    test.use({ plan: 'free' })

    test('S0.13 the limit of the plan is the limit of the page', async ({ page, watch }) => {
      watch.expect(/status of 403/)
      await page.goto('/workspace')
      const systems = page.getByRole('region', { name: 'AI systems' }).first()
      const add = async (name: string) => {
        await systems.getByLabel('Name').fill(name)
        await systems.getByRole('button', { name: 'Add system' }).click()
      }
      await add('Résumé screening')
      await expect(systems).toContainText('1 of 2 systems')
      await add('Chat assistant')
      await expect(systems).toContainText('2 of 2 systems')
      await add('One too many')
      await expect(systems.getByRole('alert')).toContainText('Your plan has no room for another system')
      await systems.getByRole('button', { name: 'Remove Chat assistant' }).click()
      await expect(systems).toContainText('1 of 2 systems')
    })
  })
})

test.describe('S3.8 Enterprise', () => {
  test.use({ plan: 'enterprise' })

  test('S3.2 has every track open, and nothing is for sale', async ({ page }) => {
    await page.goto('/workspace')
    await expect(market(page).getByRole('link')).toHaveText([
      'Importer & Distributor',
      'Provider',
      'Provider Assurance',
    ])
    for (const path of ['importer-distributor', 'provider', 'provider-assurance']) {
      await page.goto(`/workspace/${path}`)
      await expect(page.getByRole('table')).toBeVisible()
    }
    await page.goto('/pricing')
    await expect(page.getByText('Included in your plan')).toHaveCount(3)
  })
})

test.describe('customers of another family', () => {
  test.use({ family: 'smart-ml', plan: 'pro' })

  test('S3.6 have no workspace, and their billing as before', async ({ page, watch }) => {
    watch.expect(/status of 404/)
    await page.goto('/billing')
    const main = page.getByRole('navigation', { name: 'Main' })
    await expect(main.getByRole('link')).toHaveText(['Billing', 'API keys', 'Pricing'])
    for (const path of ['/workspace', '/workspace/provider']) {
      expect((await page.goto(path))?.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is nothing at this address')
    }
  })
})

test.describe('S3.5 prices', () => {
  test.describe('signed out', () => {
    test.use({ signedIn: false })

    test('S3.5 Market Access Add-ons, for everyone to see', async ({ page }) => {
      await page.goto('/pricing')
      const section = page.getByRole('region', { name: 'Market Access Add-ons' })
      await expect(section.getByRole('listitem')).toHaveCount(3)
      await expect(section).toContainText('Provider Track')
      await expect(section).toContainText('€499/month')
      await page.goto('/pricing?family=klarvo')
      await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Klarvo'])
      await page.getByRole('link', { name: 'Sign in to add it' }).first().click()
      await expect(page.getByLabel('Email')).toBeVisible()
      expect(page.url()).toContain(encodeURIComponent('/billing?addon=importer_distributor&quantity=1'))
    })
  })

  test('S3.5 a customer sees its own family, where it stands, and the way on', async ({ page }) => {
    await page.goto('/pricing')
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(['Klarvo'])
    await expect(page.getByText('Your plan')).toHaveCount(1)
    await expect(page.getByRole('link', { name: 'Switch to Pro' })).toHaveAttribute(
      'href',
      '/billing?plan=pro',
    )
    await expect(page.getByRole('link', { name: 'Add for €149/month' })).toBeVisible()
  })
})

test('S4.5 what the seed asks for is answered in its words', async ({ product }) => {
  const { token } = await createAccount({ family: 'custom-projects', plan: 'pro' })
  const answer = await openApi(product.app, token)('GET', '/api/custom/entitlements/me')
  expect([answer.status, answer.body]).toEqual([200, { plan: 'pro', storage_gb: 5, connectors: 3 }])
})

test('S3.3 S3.5 S3.6 axe finds nothing, and nothing is wider than a phone', async ({ page, api }) => {
  const narrow = async (what: string) => {
    await page.setViewportSize({ width: 390, height: 844 })
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${what} scrolls sideways`).toBe(0)
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  const check = async (path: string, what: string) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, what)
    await narrow(what)
  }
  await check('/workspace', 'workspace')
  await market(page).getByRole('link', { name: 'Provider (locked)' }).hover()
  await expect(page.getByRole('tooltip')).toBeVisible()
  await expectAccessible(page, 'tooltip')
  await check('/workspace/provider', 'upgrade landing')
  await check('/pricing', 'pricing, signed in')
  await buyTrack(api, 'provider_track')
  await check('/workspace/provider', 'a track with a gate in it')
  const enterprise = await createAccount({ family: 'klarvo', plan: 'enterprise' })
  await signIn(page, enterprise)
  await check('/workspace/provider-assurance', 'assurance')
  await page.context().clearCookies()
  await check('/pricing', 'pricing, signed out')
})
