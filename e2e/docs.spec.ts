import { expectAccessible } from './testing/axe.ts'
import { expect, test } from './testing/test.ts'

// E.6 the API, to be read: by everybody, in a browser that runs no script of others.

test.use({ signedIn: false })

test('E.6 an operation is found, read and tried', async ({ page, request }) => {
  await page.goto('/docs')
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 2, name: 'Add-ons' })).toBeVisible()
  await expectAccessible(page, 'the API')

  await page.getByRole('searchbox', { name: 'Search the API' }).fill('accept quote')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('link', { name: 'Accept a quote' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accept a quote' })).toBeVisible()
  await expect(page.getByText(/^curl -X POST .*Idempotency-Key/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Members of Purchase', exact: true })).toContainText(
    'hand_off',
  )
  await expectAccessible(page, 'an operation')

  await page.setViewportSize({ width: 390, height: 844 })
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)

  await page.goto('/docs/postForwardByPath')
  await expect(page.getByText(/^curl -X POST .*X-API-Key: \$API_KEY/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Table of headers' })).toContainText('X-RateLimit-Used-AddOn')
  await expectAccessible(page, 'an operation of the gateway')

  await page.goto('/docs?q=nothing+of+the+kind')
  await expect(page.getByText('Nothing has all of these words')).toBeVisible()

  const first = await request.get('/api/openapi.json')
  expect((await first.json()).openapi).toBe('3.1.1')
  const etag = first.headers().etag ?? ''
  const again = await request.get('/api/openapi.json', { headers: { 'if-none-match': etag } })
  expect(again.status()).toBe(304)
})
