import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { revokeApiKey } from '#lib/keys/revoke-api-key.ts'
import { chargeSavedMethod } from './charge-saved-method.ts'
import { processAutoRenewals } from './process-auto-renewals.ts'
import { renewTerm } from './renew-term.ts'
import { setPackAutoRenew } from './set-pack-auto-renew.ts'
import { type KeyHolder, openKeyHolder } from './testing/key-holder.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { ASKS, DECLINES_LATER, PAYS } from './testing/subscriber.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const timeout = 120_000
const MEDIUM = { action: 'add', code: 'ADDON_MEDIUM', quantity: 1 } as const
const RENEWS = { autoRenew: true }

/** Time goes by, with a worker that does what falls due. */
const pass = (duration: string) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration }))
const until = (instant: Temporal.Instant) =>
  shop.whileWorking(() => shop.control('POST', '/clock', { now: instant.toString() }))
/** Time goes by, and nobody is at work. */
const sleepUntil = async (instant: Temporal.Instant) => {
  const ms = instant.epochMilliseconds - (await now()).epochMilliseconds
  await database().systemClock.updateMany({ data: { offsetMs: { increment: BigInt(Math.ceil(ms)) } } })
}

const termOf = (id: string) => database().term.findUniqueOrThrow({ where: { id } })
const endOf = async (id: string) => instantOf((await termOf(id)).endsAt)
const instantOf = (date: Date | null) => Temporal.Instant.fromEpochMilliseconds(date?.getTime() ?? 0)

/** The terms of a chain, in order. */
async function chainOf(termId: string) {
  return database().term.findMany({
    where: { OR: [{ id: termId }, { rootTermId: termId }] },
    orderBy: { renewalNumber: 'asc' },
  })
}

async function limitOf({ customerId }: KeyHolder, apiKeyId: string) {
  const at = await now()
  const standing = await loadStanding(database(), { customerId, familyCode: 'forward-api', apiKeyId, at })
  if (!standing) throw new Error('no family')
  const { catalog, holdings } = standing
  return entitlementsAt({ catalog, lines: holdings.lines, at }).features[0]?.total
}

const told = async ({ customerId }: KeyHolder, channel: 'email' | 'in_app' = 'email') => {
  const messages = await database().outboundMessage.findMany({
    where: {
      customerId,
      channel,
      template: { in: ['prepaid-not-renewed', 'pack-expiring', 'addon-expired'] },
    },
    orderBy: { createdAt: 'asc' },
  })
  return messages.map(({ template, data }) => {
    const { why } = data as { why?: string }
    return why ? `${template}: ${why}` : template
  })
}
const renewalsOf = (termId: string) =>
  database().purchase.findMany({ where: { renewsTermId: termId }, orderBy: { createdAt: 'asc' } })

describe('S2.9 a pack that renews by itself', () => {
  test('is bought again three days before it ends, at 02:00, and goes on without a gap', {
    timeout,
  }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, MEDIUM, RENEWS)
    const end = await endOf(termId)
    await until(end.subtract({ hours: 72 }).add({ hours: 1 }))
    expect(await renewalsOf(termId)).toEqual([])
    await until(end.subtract({ hours: 72 }).add({ hours: 2 }))
    const [renewal, ...others] = await renewalsOf(termId)
    expect(others).toEqual([])
    expect(renewal).toMatchObject({ status: 'fulfilled', userId: null, amountMinor: 20_00n })
    expect(await chainOf(termId)).toMatchObject([
      { renewalNumber: 0, rootTermId: null, autoRenew: true },
      { renewalNumber: 1, rootTermId: termId, autoRenew: true, startsAt: new Date(end.epochMilliseconds) },
    ])
    await until(end.subtract({ seconds: 1 }))
    expect(await limitOf(holder, key)).toBe(600n)
    await until(end)
    expect(await limitOf(holder, key)).toBe(600n)
    expect(await told(holder)).toEqual([])
    expect(await holder.charges()).toHaveLength(2)
  })

  test('S2.10 is told by mail, on the pages, and by a text message to those who want them', {
    timeout,
  }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const { customerId, userId } = holder
    await database().phone.create({ data: { userId, number: '+4915123456789', confirmedAt: new Date() } })
    const termId = await holder.pack(await holder.key(), MEDIUM, RENEWS)
    await until((await endOf(termId)).subtract({ hours: 70 }))
    const receipts = await database().outboundMessage.findMany({
      where: { customerId, template: 'purchase-receipt', data: { path: ['renewed'], equals: true } },
    })
    expect(receipts.map(({ channel }) => channel).sort()).toEqual(['email', 'in_app', 'sms'])
    expect(receipts.find(({ channel }) => channel === 'sms')?.sentAt).not.toBeNull()
  })

  test('month by month, for half a year, each charged once and counted from the first day', {
    timeout,
  }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const termId = await holder.pack(await holder.key(), { ...MEDIUM, quantity: 2 }, RENEWS)
    for (let month = 0; month < 6; month += 1) await pass('P31D')
    const chain = await chainOf(termId)
    expect(chain.map(({ renewalNumber }) => renewalNumber)).toEqual(chain.map((_, index) => index))
    expect(chain.length).toBeGreaterThanOrEqual(7)
    for (const [index, { startsAt, endsAt }] of chain.entries()) {
      const next = chain[index + 1]
      if (next) expect(next.startsAt).toEqual(endsAt)
      if (index > 0) expect(startsAt.getUTCHours()).toBe(0)
    }
    const anchor = instantOf(chain[0]?.periodStartsAt ?? null)
      .toZonedDateTimeISO('UTC')
      .startOfDay()
    expect(chain.map(({ endsAt }) => instantOf(endsAt).toString())).toEqual(
      chain.map((_, index) =>
        anchor
          .add({ months: index + 1 })
          .toInstant()
          .toString(),
      ),
    )
    expect(await holder.charges()).toHaveLength(chain.length)
    await setPackAutoRenew({ ...holder, termId, enabled: false, now: await now() })
  })

  test('costs what the catalog asks for that day, whatever was paid before', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const termId = await holder.pack(await holder.key(), { ...MEDIUM, code: 'ADDON_SMALL' }, RENEWS)
    const { line } = await database().term.findUniqueOrThrow({
      where: { id: termId },
      include: { line: true },
    })
    const { id: priceId } = await database().price.findFirstOrThrow({
      where: { addonId: line.addonId, active: true },
    })
    await database().price.update({ where: { id: priceId }, data: { active: false } })
    const at = new Date((await now()).epochMilliseconds)
    const price = { addonId: line.addonId, currency: 'USD', unitAmountMinor: 6_00n, createdAt: at }
    const dearer = await database().price.create({ data: price })
    await until((await endOf(termId)).subtract({ hours: 48 }))
    expect(await renewalsOf(termId)).toMatchObject([{ status: 'fulfilled', amountMinor: 6_00n }])
    await database().price.update({ where: { id: dearer.id }, data: { active: false } })
    await database().price.update({ where: { id: priceId }, data: { active: true } })
  })

  test('two packs of a kind renew each by itself, one of three months for one', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const short = await holder.pack(key, MEDIUM, RENEWS)
    const long = await holder.pack(key, { ...MEDIUM, months: 3 }, RENEWS)
    const once = await holder.pack(key, MEDIUM)
    await until((await endOf(short)).add({ hours: 1 }))
    expect((await chainOf(short)).length).toBe(2)
    expect((await chainOf(long)).length).toBe(1)
    expect((await chainOf(once)).length).toBe(1)
    expect(await limitOf(holder, key)).toBe(1_100n)
    await until((await endOf(long)).subtract({ hours: 1 }))
    const [, renewed] = await chainOf(long)
    expect(renewed).toMatchObject({ unitAmountMinor: 20_00n, quantity: 1 })
  })
})

describe('what is not charged', () => {
  test('declined, it is tried once a day, told each time, and then simply ends', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, MEDIUM, RENEWS)
    await holder.saveCard(DECLINES_LATER)
    const end = await endOf(termId)
    await until(end.subtract({ hours: 1 }))
    const tries = await renewalsOf(termId)
    expect(tries.map(({ status, reason }) => [status, reason])).toEqual(
      Array.from({ length: 3 }, () => ['failed', 'Your card was declined.']),
    )
    expect(tries.map(({ createdAt }) => createdAt.getUTCHours())).toEqual([2, 2, 2])
    expect(await told(holder)).toEqual(Array.from({ length: 3 }, () => 'prepaid-not-renewed: declined'))
    expect(await told(holder, 'in_app')).toHaveLength(3)
    expect(await limitOf(holder, key)).toBe(600n)
    await until(end.add({ hours: 72 }))
    expect(await limitOf(holder, key)).toBe(100n)
    expect(await renewalsOf(termId)).toHaveLength(3)
    expect((await told(holder)).slice(3)).toEqual(['addon-expired'])
    expect(await holder.charges()).toHaveLength(1)
  })

  test('another card saved meanwhile is charged in the next run', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const termId = await holder.pack(await holder.key(), MEDIUM, RENEWS)
    await holder.saveCard(DECLINES_LATER)
    const end = await endOf(termId)
    await until(end.subtract({ hours: 65 }))
    await holder.saveCard(PAYS)
    // Asked for by hand, it is not tried twice in one run.
    expect(await renewTerm({ termId, now: await now() })).toMatchObject({ outcome: 'nothing' })
    await until(end)
    expect((await renewalsOf(termId)).map(({ status }) => status)).toEqual(['failed', 'fulfilled'])
    expect(await holder.charges()).toHaveLength(2)
  })

  test('a bank that wants to ask does so in the window; what is confirmed there carries it on', {
    timeout,
  }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const [agreed, ignored] = [
      await holder.pack(await holder.key(), MEDIUM, RENEWS),
      await holder.pack(await holder.key(), MEDIUM, RENEWS),
    ]
    await holder.saveCard(ASKS)
    const end = await endOf(agreed)
    await until(end.subtract({ hours: 30 }))
    const [waiting, ...others] = await renewalsOf(agreed)
    expect(others).toEqual([])
    expect(waiting).toMatchObject({ status: 'pending', payUrl: expect.stringContaining('authenticate') })
    expect(await told(holder)).toEqual(Array.from({ length: 2 }, () => 'prepaid-not-renewed: asks'))
    const { externalId } = await database().providerReference.findFirstOrThrow({
      where: { kind: 'order', subject: 'purchase', subjectId: waiting?.id ?? '' },
    })
    await shop.whileWorking(async () => {
      await shop.control('POST', `/stripe/payment-intents/${externalId}/authenticate`, { outcome: 'success' })
      await shop.control('GET', '/quiet')
    })
    expect((await chainOf(agreed)).length).toBe(2)
    await until(end.add({ hours: 96 }))
    expect((await chainOf(ignored)).length).toBe(1)
    expect((await renewalsOf(ignored)).map(({ status }) => status)).toEqual(['failed'])
  })

  test('without a saved method its owners are told, once', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, MEDIUM, RENEWS)
    await holder.forgetCards()
    await until((await endOf(termId)).add({ hours: 1 }))
    expect(await renewalsOf(termId)).toEqual([])
    expect(await told(holder)).toEqual(['prepaid-not-renewed: no_method', 'addon-expired'])
    expect(await limitOf(holder, key)).toBe(100n)
  })

  test('turned off it ends, and is reminded of; turned on again it goes on', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const [off, on] = [
      await holder.pack(await holder.key(), MEDIUM, RENEWS),
      await holder.pack(await holder.key(), MEDIUM),
    ]
    const set = async (termId: string, enabled: boolean) =>
      setPackAutoRenew({ ...holder, termId, enabled, now: await now() })
    await set(off, false)
    await set(off, false)
    await set(on, true)
    await set(on, true)
    await until((await endOf(off)).add({ hours: 1 }))
    expect((await chainOf(off)).length).toBe(1)
    expect((await chainOf(on)).length).toBe(2)
    expect(await told(holder)).toEqual(['pack-expiring', 'addon-expired'])
    // Of a chain, whichever of its terms one names.
    await set(on, false)
    expect((await chainOf(on)).map(({ autoRenew }) => autoRenew)).toEqual([true, false])
    await expect(set(off, true)).rejects.toMatchObject({ code: 'pack_not_active' })
    const other = await openKeyHolder(shop)
    const theirs = setPackAutoRenew({ ...other, termId: on, enabled: true, now: await now() })
    await expect(theirs).rejects.toMatchObject({ code: 'pack_not_found' })
  })

  test('nothing of a revoked key', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, MEDIUM, RENEWS)
    const at = await now()
    await transaction((tx) => revokeApiKey(tx, { ...holder, apiKeyId: key, requestId: 'test', now: at }))
    await until((await endOf(termId)).add({ hours: 1 }))
    expect(await renewalsOf(termId)).toEqual([])
    expect(await holder.charges()).toHaveLength(1)
  })
})

describe('a key that is revoked while its renewal waits to be confirmed', () => {
  test('is not charged: what is confirmed all the same goes back', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, MEDIUM, RENEWS)
    await holder.saveCard(ASKS)
    await until((await endOf(termId)).subtract({ hours: 60 }))
    const [waiting] = await renewalsOf(termId)
    const { externalId } = await database().providerReference.findFirstOrThrow({
      where: { kind: 'order', subject: 'purchase', subjectId: waiting?.id ?? '' },
    })
    const at = await now()
    await transaction((tx) => revokeApiKey(tx, { ...holder, apiKeyId: key, requestId: 'test', now: at }))
    await shop.whileWorking(async () => {
      await shop.control('POST', `/stripe/payment-intents/${externalId}/authenticate`, { outcome: 'success' })
      await shop.control('GET', '/quiet')
    })
    expect((await renewalsOf(termId)).map(({ status }) => status)).toEqual(['refunded'])
    expect(await chainOf(termId)).toHaveLength(1)
  })
})

describe('tiers', () => {
  const STANDARD = { action: 'plan', code: 'STANDARD' } as const

  test('renew likewise; another that was asked for takes their place', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, { action: 'plan', code: 'PREMIUM' }, RENEWS)
    await until((await endOf(termId)).add({ hours: 1 }))
    expect(await limitOf(holder, key)).toBe(2_000n)
    await holder.buy(key, STANDARD)
    const [, second] = await chainOf(termId)
    await until(instantOf(second?.endsAt ?? null).add({ hours: 1 }))
    expect(await limitOf(holder, key)).toBe(500n)
    const charges = await holder.charges()
    expect(charges.map(({ amountMinor }) => amountMinor).toSorted()).toEqual([10_00n, 50_00n, 50_00n])
  })

  test('paid by hand for the next period, they are not charged again', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, STANDARD, RENEWS)
    await holder.buy(key, STANDARD)
    await until((await endOf(termId)).add({ hours: 1 }))
    expect(await renewalsOf(termId)).toEqual([])
    expect(await holder.charges()).toHaveLength(2)
    expect(await limitOf(holder, key)).toBe(500n)
  })

  test('replaced while its renewal waits to be confirmed, that is not charged', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const key = await holder.key()
    const termId = await holder.pack(key, STANDARD, RENEWS)
    await holder.saveCard(ASKS)
    await until((await endOf(termId)).subtract({ hours: 60 }))
    const [waiting] = await renewalsOf(termId)
    expect(waiting?.status).toBe('pending')
    await holder.saveCard(PAYS)
    await holder.buy(key, { action: 'plan', code: 'PREMIUM' })
    const { externalId } = await database().providerReference.findFirstOrThrow({
      where: { kind: 'order', subject: 'purchase', subjectId: waiting?.id ?? '' },
    })
    await shop.whileWorking(async () => {
      await shop.control('POST', `/stripe/payment-intents/${externalId}/authenticate`, { outcome: 'success' })
      await shop.control('GET', '/quiet')
    })
    expect((await renewalsOf(termId)).map(({ status }) => status)).toEqual(['refunded'])
    expect(await limitOf(holder, key)).toBe(2_000n)
  })
})

describe('S2.9 however often and wherever it runs', () => {
  test('two workers and two people race over 200 renewals: each is charged once', { timeout }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    await shop.holdWebhooks()
    const packs = ['SMALL', 'MEDIUM', 'LARGE', 'ENTERPRISE'].map(
      (size) => ({ action: 'add', code: `ADDON_${size}`, quantity: 1 }) as const,
    )
    for (let keys = 0; keys < 50; keys += 1) {
      const quoteId = await holder.quote(await holder.key(), packs, RENEWS)
      await chargeSavedMethod({ ...holder, quoteId, now: await now() })
    }
    const terms = await database().term.findMany({ where: { customerId: holder.customerId } })
    expect(terms).toHaveLength(200)
    const [first] = terms.map(({ endsAt }) => instantOf(endsAt)).toSorted(Temporal.Instant.compare)
    if (!first) throw new Error('nothing ends')
    // Receipts and the like are not what this is about.
    await database().dueWork.deleteMany({ where: { kind: { not: 'renew-prepaid' } } })
    await sleepUntil(first.subtract({ hours: 69 }))
    const at = await now()
    const raced = await Promise.allSettled([
      shop.work(),
      shop.work(),
      processAutoRenewals({ now: at }),
      processAutoRenewals({ now: at }),
    ])
    // Who meets another at the very call is told to come back; the other one's call is what counts.
    const refused = raced.flatMap((run) => (run.status === 'rejected' ? [run.reason.code] : []))
    expect(refused.filter((code) => code !== 'payment_provider_unavailable')).toEqual([])
    await shop.work().catch(() => {})
    const renewals = await database().purchase.findMany({
      where: { customerId: holder.customerId, renewsTermId: { not: null } },
    })
    expect(renewals.filter(({ status }) => status === 'fulfilled')).toHaveLength(200)
    expect(renewals).toHaveLength(200)
    expect(await holder.charges()).toHaveLength(250)
    // And once more, by everybody.
    expect(await processAutoRenewals({ now: at })).toMatchObject({ renewed: 0, declined: 0 })
    await shop.work()
    expect(await holder.charges()).toHaveLength(250)
    await database().term.updateMany({ where: { customerId: holder.customerId }, data: { autoRenew: false } })
    await database().dueWork.deleteMany()
    await shop.letWebhooksThrough()
  })

  test('runs that were missed are made up for; what ended too long ago is not charged', {
    timeout,
  }, async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    const [soon, missed] = [await holder.key(), await holder.key()]
    const lost = await holder.pack(missed, MEDIUM, RENEWS)
    await sleepUntil((await now()).add({ hours: 24 * 8 }))
    const late = await holder.pack(soon, MEDIUM, RENEWS)
    // Nobody is at work until a day after the later one has ended, and more than three after the other.
    await sleepUntil((await endOf(late)).add({ hours: 24 }))
    const before = await now()
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    expect((await renewalsOf(lost)).length).toBe(0)
    const [, renewed] = await chainOf(late)
    expect(instantOf(renewed?.startsAt ?? null).epochMilliseconds).toBeGreaterThanOrEqual(
      before.epochMilliseconds,
    )
    expect(await limitOf(holder, soon)).toBe(600n)
    expect(await limitOf(holder, missed)).toBe(100n)
    expect(await holder.charges()).toHaveLength(3)
  })
})
