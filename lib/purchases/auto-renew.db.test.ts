import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { resumeLine } from '#lib/subscriptions/resume-line.ts'
import { approveAutoRenew } from './approve-auto-renew.ts'
import { cancelAddon } from './cancel-addon.ts'
import { createQuote } from './create-quote.ts'
import { findHandOff } from './open-hand-off.ts'
import { openShop, type Shop } from './testing/open-shop.ts'
import { openRenewer, type PayerBank } from './testing/renewer.ts'
import { turnOffAutoRenew } from './turn-off-auto-renew.ts'
import { turnOnAutoRenew } from './turn-on-auto-renew.ts'
import { verifyPayment } from './verify-payment.ts'

const STORAGE = 'extra_storage_10gb' // ₹179 for 10 GB, on a plan of 5

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe('S0.10 bought with auto_renew', () => {
  test('approving it pays the first period, and every period after it is charged', async () => {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE, 2)
    const held = await payer.held(lineId)
    expect(held).toMatchObject({
      quantity: 2,
      auto_renew: true,
      razorpay_subscription_id: mandateId,
      mandate: { status: 'active', quantity: 2, amount: 358, open: null },
    })
    expect(await payer.paid()).toBe(358)
    await payer.advance('P32D')
    expect(await payer.storage()).toBe(25)
    expect(await payer.paid()).toBe(716)
    const terms = await database().term.findMany({ where: { lineId }, orderBy: { startsAt: 'asc' } })
    expect(terms.map(({ quantity }) => quantity)).toEqual([2, 2])
    expect(terms[1]?.startsAt).toEqual(terms[0]?.endsAt)
    expect(terms[0]?.graceEndsAt).toBeNull()
    await payer.advance('P30D')
    expect(await payer.paid()).toBe(1074)
  })

  test('without the return page the messages finish it', async () => {
    const payer = await openRenewer(shop)
    const { mandateId } = await payer.order(STORAGE)
    await payer.approve(mandateId, { method: 'upi' })
    await payer.quiet()
    expect(await payer.storage()).toBe(15)
  })

  test('without return page and messages the reconciler finishes it', async () => {
    const payer = await openRenewer(shop)
    await shop.holdWebhooks()
    const { mandateId } = await payer.order(STORAGE)
    await payer.approve(mandateId)
    await payer.advance('PT2M')
    await shop.letWebhooksThrough()
    expect(await payer.storage()).toBe(15)
  })

  test('coming back twice answers the same', async () => {
    const payer = await openRenewer(shop)
    const { mandateId } = await payer.order(STORAGE)
    const approval = await payer.approve(mandateId)
    const first = await payer.verify(approval, { addonCode: STORAGE, quantity: 1 })
    expect(await payer.verify(approval, { addonCode: STORAGE, quantity: 1 })).toEqual(first)
    await expect(
      payer.verify({ ...approval, razorpay_signature: 'f'.repeat(64) }, { addonCode: STORAGE, quantity: 1 }),
    ).rejects.toMatchObject({ code: 'signature_invalid' })
  })

  test('nobody pays for what was dropped or left lying', async () => {
    const payer = await openRenewer(shop)
    const { mandateId } = await payer.order(STORAGE)
    await payer.advance('PT40M')
    await expect(payer.approve(mandateId)).rejects.toThrow(/cannot be paid/)
    expect(await payer.storage()).toBe(5)
  })
})

/** How many wait for a lock on what providers' ids stand for. */
async function countWaiting(tx: Transaction): Promise<number> {
  const [row] = await tx.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted AND relation = 'provider_references'::regclass`
  return row.count
}

/** Held by the month, and not renewing yet. */
async function openHolder(quantity = 1) {
  const payer = await openRenewer(shop)
  await payer.change({ action: 'add', code: STORAGE, quantity })
  const { id: lineId } = await payer.lineOf(STORAGE)
  return { payer, lineId }
}

describe('S0.10 turned on for what is held', () => {
  test('it is charged when what is paid ends, and not before', async () => {
    const { payer, lineId } = await openHolder(2)
    expect(await payer.held(lineId)).toMatchObject({ auto_renew: false, mandate: { status: 'off' } })
    await payer.turnOn(lineId, { method: 'upi' })
    expect(await payer.held(lineId)).toMatchObject({ auto_renew: true, mandate: { status: 'active' } })
    expect(await payer.paid()).toBe(358)
    await payer.advance('P32D')
    expect(await payer.paid()).toBe(716)
    const terms = await database().term.findMany({ where: { lineId }, orderBy: { startsAt: 'asc' } })
    expect(terms[1]?.startsAt).toEqual(terms[0]?.endsAt)
    expect(await payer.storage()).toBe(25)
  })

  test('it is not renewed by hand as well', async () => {
    const { payer, lineId } = await openHolder()
    await payer.turnOn(lineId)
    await expect(payer.change({ action: 'renew', code: STORAGE })).rejects.toMatchObject({
      code: 'renews_by_itself',
    })
  })

  test('turned off, nothing is charged any more, and it stays until it ends', async () => {
    const { payer, lineId } = await openHolder()
    const { mandateId } = await payer.turnOn(lineId)
    await turnOffAutoRenew({ ...payer, lineId, now: await now() })
    await turnOffAutoRenew({ ...payer, lineId, now: await now() })
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
    expect(await payer.held(lineId)).toMatchObject({ auto_renew: false, mandate: { status: 'off' } })
    expect(await payer.told('auto-renew-ended')).toBe(0)
    await payer.change({ action: 'renew', code: STORAGE })
    await payer.advance('P32D')
    expect(await payer.storage()).toBe(15)
    await payer.advance('P31D')
    expect(await payer.storage()).toBe(5)
    expect(await payer.paid()).toBe(358)
  })

  test('asked for again, a closed window shows the same approval; another number asks anew', async () => {
    const { payer, lineId } = await openHolder()
    const ask = async () => turnOnAutoRenew({ ...payer, lineId, now: await now() })
    const [first, second] = [await ask(), await ask()]
    expect(second).toEqual(first)
    await payer.change({ action: 'add', code: STORAGE, quantity: 1 })
    expect(await ask()).not.toEqual(first)
  })

  test('an answer that was lost is asked for again, and counts for nothing until then', async () => {
    const { payer, lineId } = await openHolder()
    const fault = {
      provider: 'razorpay',
      method: 'POST',
      path: '/v1/subscriptions',
      fault: 'timeout-after-commit',
    }
    await shop.control('POST', '/faults', fault)
    await expect(turnOnAutoRenew({ ...payer, lineId, now: await now() })).rejects.toMatchObject({
      code: 'payment_provider_unavailable',
    })
    expect(await payer.held(lineId)).toMatchObject({ mandate: { status: 'off' } })
    await payer.turnOn(lineId)
    expect(await payer.held(lineId)).toMatchObject({ mandate: { status: 'active' } })
    expect(await database().billingAgreement.count({ where: { lineId } })).toBe(1)
  })

  test('where two tabs both asked the provider, both are handed what is written down first', async () => {
    const { payer, lineId } = await openHolder()
    const at = await now()
    const ask = () => turnOnAutoRenew({ ...payer, lineId, now: at })
    const asked: ReturnType<typeof ask>[] = []
    await transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE provider_references IN SHARE MODE`
      for (const waiting of [1, 2]) {
        asked.push(ask())
        await expect.poll(() => countWaiting(tx)).toBe(waiting)
        // The second does not find what the first has asked for.
        if (waiting === 1) await payer.cancelAsked(lineId)
      }
    })
    const [first, second] = await Promise.all(asked)
    expect(second).toEqual(first)
  })

  test('clicked in many tabs, one approval charges it', async () => {
    const { payer, lineId } = await openHolder()
    await Promise.all(Array.from({ length: 4 }, () => payer.turnOn(lineId)))
    const charging = { lineId, status: { notIn: ['pending' as const, 'canceled' as const] } }
    expect(await database().billingAgreement.count({ where: charging })).toBe(1)
    await payer.advance('P32D')
    expect(await payer.paid()).toBe(358)
  })

  test('only its own customer approves it, and only with the provider’s signature', async () => {
    const { payer, lineId } = await openHolder()
    const other = await openRenewer(shop)
    await expect(turnOnAutoRenew({ ...other, lineId, now: await now() })).rejects.toMatchObject({
      code: 'user_addon_not_found',
    })
    const handOff = await turnOnAutoRenew({ ...payer, lineId, now: await now() })
    const mandateId = handOff.kind === 'script' ? String(handOff.options.subscription_id) : ''
    const approval = await payer.approve(mandateId)
    const claim = {
      provider: 'razorpay',
      lineId,
      mandateId,
      paymentId: approval.razorpay_payment_id,
      signature: approval.razorpay_signature,
      now: await now(),
    }
    await expect(approveAutoRenew({ ...other, ...claim })).rejects.toMatchObject({
      code: 'approval_not_found',
    })
    await expect(approveAutoRenew({ ...payer, ...claim, signature: 'f'.repeat(64) })).rejects.toMatchObject({
      code: 'signature_invalid',
    })
  })

  test('more than banks take without asking is refused before anything is asked for', async () => {
    const payer = await openRenewer(shop)
    const change = { action: 'add', code: 'extra_storage_50gb', quantity: 10 } as const
    const wanted = { ...payer, familyCode: 'smart-ml', changes: [change], autoRenew: true, now: await now() }
    expect((await createQuote(wanted)).violations).toEqual([])
    await database().price.updateMany({
      where: { addon: { code: 'extra_storage_50gb' } },
      data: { unitAmountMinor: 1_500_01n },
    })
    expect((await createQuote(wanted)).violations).toMatchObject([
      { code: 'auto_renew_over_limit', reason: expect.stringContaining('₹15,000') },
    ])
    await database().price.updateMany({
      where: { addon: { code: 'extra_storage_50gb' } },
      data: { unitAmountMinor: 849_00n },
    })
  })
})

describe('S0.10 another number of what renews', () => {
  test('where the bank allows it, more is paid for the rest of the period and renews with it', async () => {
    const payer = await openRenewer(shop)
    const { lineId } = await payer.buyRenewing(STORAGE, 1, { region: 'international' })
    await payer.advance('P15D')
    const more = await payer.change({ action: 'add', code: STORAGE, quantity: 1 })
    expect(more.dueNowMinor).toBeLessThan(179_00n)
    expect(await payer.held(lineId)).toMatchObject({
      quantity: 2,
      auto_renew: true,
      mandate: { quantity: 2 },
    })
    await payer.advance('P17D')
    expect(await payer.storage()).toBe(25)
    expect(await payer.paid()).toBe(179 + Number(more.dueNowMinor) / 100 + 358)
  })

  test.each([{ method: 'upi' }, { region: 'domestic' }, { method: 'emandate' }] as const)(
    'where it does not (%o), what is approved renews until all of it is approved',
    async (bank) => {
      const payer = await openRenewer(shop)
      const { lineId, mandateId } = await payer.buyRenewing(STORAGE, 1, bank)
      await payer.change({ action: 'add', code: STORAGE, quantity: 2 })
      expect(await payer.held(lineId)).toMatchObject({
        quantity: 3,
        next_quantity: 1,
        auto_renew: true,
        mandate: { status: 'active', quantity: 1 },
      })
      expect(await payer.told('auto-renew-short')).toBe(1)
      const anew = await payer.turnOn(lineId, bank)
      expect(anew.mandateId).not.toBe(mandateId)
      expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
      expect(await payer.held(lineId)).toMatchObject({ next_quantity: null, mandate: { quantity: 3 } })
      await payer.advance('P32D')
      expect(await payer.storage()).toBe(35)
      expect(await payer.paid()).toBe(3 * 179 * 2)
    },
  )

  test('left alone, what is approved renews and the rest ends', async () => {
    const payer = await openRenewer(shop)
    await payer.buyRenewing(STORAGE, 1, { method: 'upi' })
    await payer.change({ action: 'add', code: STORAGE, quantity: 1 })
    await payer.advance('P32D')
    expect(await payer.storage()).toBe(15)
    expect(await payer.paid()).toBe(179 * 3)
  })

  test('fewer than approved are never charged for more: the approval is lowered, or ends', async () => {
    const [card, upi] = [await openRenewer(shop), await openRenewer(shop)]
    const lowered = await card.buyRenewing(STORAGE, 3, { region: 'international' })
    const ended = await upi.buyRenewing(STORAGE, 3, { method: 'upi' })
    for (const payer of [card, upi]) await payer.change({ action: 'set', code: STORAGE, quantity: 2 })
    expect(await card.held(lowered.lineId)).toMatchObject({ next_quantity: 2, mandate: { quantity: 2 } })
    expect(await upi.held(ended.lineId)).toMatchObject({ auto_renew: false, mandate: { status: 'off' } })
    expect(await upi.told('auto-renew-ended')).toBe(1)
    await card.advance('P32D')
    expect([await card.storage(), await upi.storage()]).toEqual([25, 5])
    expect([await card.paid(), await upi.paid()]).toEqual([179 * 5, 179 * 3])
  })
})

describe('S0.8 canceling what renews', () => {
  test('at the end of the period it ends uncharged, without grace; until then it can be undone', async () => {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE)
    const cancel = async () => cancelAddon({ ...payer, lineId, atPeriodEnd: true, now: await now() })
    await cancel()
    await resumeLine({ ...payer, lineId, now: await now() })
    await payer.advance('P32D')
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 358])
    await cancel()
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'active' })
    await payer.advance('P31D')
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 358])
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
    // Bought again, an old approval is in nobody's way.
    await payer.buyRenewing(STORAGE)
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 537])
  })

  test('at once, the approval ends, too', async () => {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE)
    await cancelAddon({ ...payer, lineId, atPeriodEnd: false, now: await now() })
    await payer.quiet()
    expect(await payer.storage()).toBe(5)
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
  })

  test('a charge that came all the same, because nobody could tell the provider, goes back', async () => {
    const payer = await openRenewer(shop)
    const { lineId } = await payer.buyRenewing(STORAGE)
    await cancelAddon({ ...payer, lineId, atPeriodEnd: true, now: await now() })
    await database().$executeRaw`DELETE FROM due_work WHERE kind = 'prepare-renewal'`
    await payer.advance('P32D')
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 179])
    expect(await payer.told('payment-refunded')).toBe(1)
  })

  test('a plan that includes it takes it over, and its approval ends', async () => {
    const payer = await openRenewer(shop)
    const { mandateId } = await payer.buyRenewing('priority_queue')
    await payer.change({ action: 'plan', code: 'advanced' })
    await payer.quiet()
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
  })
})

describe('S0.10 a renewal that fails', () => {
  async function openPastDue(bank: PayerBank = {}) {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE, 1, bank)
    const { periodEndsAt } = await database().billingAgreement.findFirstOrThrow({ where: { lineId } })
    await payer.bank(mandateId, 'failed')
    await shop.whileWorking(() => shop.control('POST', '/clock', { now: periodEndsAt?.toISOString() }))
    await payer.advance('PT1H')
    return { payer, lineId, mandateId }
  }

  test('keeps the limits for the days it is tried again, and goes on when a try goes through', async () => {
    const { payer, lineId, mandateId } = await openPastDue()
    expect(await payer.held(lineId)).toMatchObject({
      mandate: { status: 'past_due', open: { amount: 179 }, kept_until: expect.any(String) },
    })
    expect(await payer.mailed('renewal-failed')).toBe(1)
    await payer.advance('P1D')
    expect(await payer.storage()).toBe(15)
    await payer.bank(mandateId, 'captured')
    await payer.advance('P1D')
    expect(await payer.held(lineId)).toMatchObject({ mandate: { status: 'active', open: null } })
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 358])
  })

  test('takes them away after the grace; paying late restores them, until its period is over, too', async () => {
    const { payer, lineId, mandateId } = await openPastDue()
    await payer.advance('P5D')
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 179])
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'halted' })
    await payer.advance('P30D')
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
    const line = await database().subscriptionLine.findUniqueOrThrow({ where: { id: lineId } })
    expect(line.autoRenew).toBe(false)
    await payer.buyRenewing(STORAGE)
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 358])
  })

  test.each([
    ['while it is tried again', 'PT1H', 'past_due'],
    ['after it was given up', 'P4D', 'halted'],
  ])('is paid by hand, %s, and renews by itself again', async (_, wait, status) => {
    const { payer, lineId } = await openPastDue()
    await payer.advance(wait)
    const [trouble] = (await payer.overview()).troubles
    expect(trouble).toMatchObject({ addon: { code: STORAGE }, status, amountMinor: '17900' })
    const handOff = await findHandOff({ purchaseId: trouble?.purchaseId ?? '', now: await now() })
    const paid = await shop.pay(handOff?.orderId ?? '')
    await verifyPayment({
      ...payer,
      provider: 'razorpay',
      orderId: paid.razorpay_order_id,
      paymentId: paid.razorpay_payment_id,
      signature: paid.razorpay_signature,
      addonCode: STORAGE,
      quantity: 1,
      now: await now(),
    })
    await payer.quiet()
    expect(await payer.held(lineId)).toMatchObject({ auto_renew: true, mandate: { status: 'active' } })
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 358])
    expect((await payer.overview()).troubles).toEqual([])
  })

  test('is charged to something else the payer approves', async () => {
    const { payer, lineId, mandateId } = await openPastDue()
    expect(await payer.turnOn(lineId)).toEqual({ mandateId })
    expect(await payer.held(lineId)).toMatchObject({ mandate: { status: 'active', open: null } })
    expect([await payer.storage(), await payer.paid()]).toEqual([15, 358])
  })

  test('while it is not paid, nothing is added to it, and canceling ends it', async () => {
    const { payer, lineId, mandateId } = await openPastDue()
    await expect(payer.change({ action: 'add', code: STORAGE, quantity: 1 })).rejects.toMatchObject({
      code: 'renewal_open',
    })
    await cancelAddon({ ...payer, lineId, atPeriodEnd: true, now: await now() })
    await payer.quiet()
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 179])
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
  })

  test('canceled at once while it is open, it is not charged any more', async () => {
    const { payer, lineId, mandateId } = await openPastDue()
    await cancelAddon({ ...payer, lineId, atPeriodEnd: false, now: await now() })
    expect((await payer.overview()).troubles).toEqual([])
    await payer.quiet()
    await payer.bank(mandateId, 'captured')
    await payer.advance('P2D')
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 179])
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
  })

  test('paid in the moment it was canceled, the money goes back', async () => {
    const { payer, lineId } = await openPastDue()
    const { mandate } = await payer.held(lineId)
    const handOff = await findHandOff({ purchaseId: mandate?.open?.purchase_id ?? '', now: await now() })
    await cancelAddon({ ...payer, lineId, atPeriodEnd: false, now: await now() })
    await shop.pay(handOff?.orderId ?? '')
    await payer.quiet()
    await payer.advance('PT2H')
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 179])
  })

  test('a payer who ends it in the banking app is told, and keeps what is paid', async () => {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE, 1, { method: 'upi' })
    await shop.control('POST', `/razorpay/subscriptions/${mandateId}/revoke`)
    await payer.quiet()
    expect(await payer.held(lineId)).toMatchObject({ auto_renew: false, mandate: { status: 'off' } })
    expect(await payer.told('auto-renew-ended')).toBe(1)
    expect(await payer.storage()).toBe(15)
  })

  test('a dispute that is lost withdraws the period it was about, and ends the approval', async () => {
    const payer = await openRenewer(shop)
    const { lineId, mandateId } = await payer.buyRenewing(STORAGE)
    const payment = await database().payment.findFirstOrThrow({ where: { customerId: payer.customerId } })
    const reference = { kind: 'payment', subject: 'payment', subjectId: payment.id } as const
    const payment_id = await findExternalId(database(), reference)
    const dispute = await shop.control<{ id: string }>('POST', '/razorpay/disputes', { payment_id })
    await shop.control('POST', `/razorpay/disputes/${dispute.id}/close`, { outcome: 'lost' })
    await payer.quiet()
    expect([await payer.storage(), await payer.paid()]).toEqual([5, 0])
    expect(await payer.atProvider(mandateId)).toMatchObject({ status: 'canceled' })
    expect((await database().subscriptionLine.findUniqueOrThrow({ where: { id: lineId } })).autoRenew).toBe(
      false,
    )
  })
})
