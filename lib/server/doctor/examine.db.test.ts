import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { POST as fromRazorpay } from '#app/api/webhooks/razorpay/route.ts'
import { POST as fromStripe } from '#app/api/webhooks/stripe/route.ts'
import { database } from '#lib/db/client.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { sendResponse } from '../web/send-response.ts'
import { toRequest } from '../web/to-request.ts'
import { examine } from './examine.ts'

let shop: Shop
let web: Server
let environment: Record<string, string | undefined>
beforeAll(async () => {
  shop = await openShop()
  web = createServer(async (incoming, outgoing) => {
    const request = toRequest(incoming, new URL(incoming.url ?? '/', 'http://localhost'))
    const receive = incoming.url?.endsWith('/stripe') ? fromStripe : fromRazorpay
    await sendResponse(await receive(request, { params: Promise.resolve({}) }), outgoing)
  })
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  process.env.APP_URL = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  process.env.NEXTAUTH_URL = process.env.APP_URL
  environment = { ...process.env }
})
afterAll(async () => {
  web.closeAllConnections()
  web.close()
  await shop.close()
})
beforeEach(() => {
  Object.assign(process.env, environment)
})

async function diagnose(change: Record<string, string> = {}) {
  Object.assign(process.env, change)
  const lines: string[] = []
  for await (const finding of examine(process.env)) {
    lines.push(`${finding.ok ? '✓' : '✗'} ${finding.what}${finding.ok ? '' : ` → ${finding.fix}`}`)
  }
  return lines
}
const complaints = async (change?: Record<string, string>) =>
  (await diagnose(change)).filter((line) => line.startsWith('✗'))

async function rows() {
  const counts = await database().$queryRaw<{ table: string; rows: bigint }[]>`
    SELECT c.relname AS "table",
      (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text::bigint AS rows
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`
  // A provider tells us of the checkout it has closed whenever it likes: that stays in the inbox, and to be looked at.
  const inbox = ['webhook_deliveries', 'due_work']
  const ours = counts.filter(({ table }) => !inbox.includes(table))
  return Object.fromEntries(ours.map(({ table, rows: count }) => [table, Number(count)]))
}

describe('S0.15 npm run doctor', () => {
  test('S0.15 a healthy installation: every part of the checklist, and nothing left behind', async () => {
    await diagnose()
    const before = await rows()
    const lines = await diagnose()
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([])
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      '✓ Environment',
      ...['✓ Database', '✓ Database', '✓ Database'],
      // Every family, then every provider: its keys, its answer, our address for it; a purchase in each family of it.
      ...families.flatMap(() => ['✓ Catalog', '✓ Limits']),
      ...['✓ Provider', '✓ Provider', '✓ Webhook', '✓ Purchase'],
      ...['✓ Provider', '✓ Provider', '✓ Webhook', '✓ Purchase', '✓ Purchase', '✓ Purchase', '✓ Purchase'],
    ])
    expect(await rows()).toEqual(before)
  })

  test('S0.15 a missing variable is named', async () => {
    expect(await complaints({ RAZORPAY_WEBHOOK_SECRET: '' })).toEqual([
      '✗ Environment: RAZORPAY_WEBHOOK_SECRET is empty → set it and start again',
    ])
  })

  test('S0.15 keys the provider does not accept', async () => {
    const [refused, ...others] = await complaints({ RAZORPAY_KEY_SECRET: 'not-the-secret-of-this-key' })
    expect(refused).toMatch(/^✗ Provider: razorpay: .*Authentication failed.*→ take key id and key secret/)
    expect(others).toEqual([])
  })

  test('S0.15 a provider that cannot be reached', async () => {
    const [found] = await complaints({ RAZORPAY_API_URL: 'http://127.0.0.1:1' })
    expect(found).toMatch(/^✗ Provider: razorpay does not answer → check the network/)
  })

  test('S0.15 a webhook address nobody answers, and one with another secret', async () => {
    const nobody = { APP_URL: 'http://127.0.0.1:1', NEXTAUTH_URL: 'http://127.0.0.1:1' }
    const unreachable = expect.stringMatching(/^✗ Webhook: .* is not reachable: .*→ start the app/)
    expect(await complaints(nobody)).toEqual([unreachable, unreachable])
    Object.assign(process.env, environment)
    expect(await complaints({ RAZORPAY_WEBHOOK_SECRET: 'another-webhook-secret' })).toEqual([
      expect.stringMatching(/^✗ Webhook: .* answers 400 → the app runs with another webhook secret/),
    ])
  })

  test('S0.15 with live keys nothing is bought', async () => {
    const lines = await diagnose({ RAZORPAY_KEY_ID: 'rzp_live_abcdefgh' })
    expect(lines.some((line) => line.startsWith('✓ Purchase: Extra'))).toBe(false)
    expect(lines).toContainEqual(expect.stringMatching(/^✗ Provider: live keys are sent to/))
  })

  test('S0.15 a gap in the catalog or in the limits', async () => {
    const addon = { code: 'extra_storage_5gb' }
    await database().price.updateMany({ where: { addon }, data: { active: false } })
    await database().grant.deleteMany({
      where: { plan: { code: 'pro' }, feature: { code: 'azure_storage_gb' } },
    })
    expect(await complaints()).toEqual([
      expect.stringMatching(/^✗ Catalog: smart-ml: no price on extra_storage_5gb → /),
      expect.stringMatching(
        /^✗ Limits: smart-ml: not granted: pro → azure_storage_gb → npm run catalog:seed/,
      ),
    ])
  })

  test('S0.15 a constraint somebody removed, and a trigger somebody switched off', async () => {
    await database().$executeRaw`ALTER TABLE terms DROP CONSTRAINT terms_quantity_check`
    await database().$executeRaw`ALTER TABLE invoices DISABLE TRIGGER invoices_are_final`
    expect(await complaints()).toEqual([
      expect.stringMatching(
        /^✗ Database: missing or switched off: terms_quantity_check, invoices_are_final → /,
      ),
    ])
  })
})
