import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Mandates } from '../mandates.ts'
import { ProviderError } from '../provider.ts'
import { isSignedBy } from './signatures.ts'
import { openRazorpayAdapter, openRazorpaySandbox } from './testing/open-razorpay-sandbox.ts'

const { sandbox, provider } = await openRazorpaySandbox()
afterAll(() => sandbox.stop())
afterEach(() => sandbox.control('POST', '/reset'))

const mandates = provider.mandates as Mandates
const { sdk } = sandbox

let made = 0
const terms = (overrides: object = {}) => ({
  reference: `agreement-${++made}`,
  description: 'Extra Storage 10 GB',
  unitAmountMinor: 17_900n,
  quantity: 2,
  currency: 'INR',
  intervalMonths: 1,
  startsAt: null as Temporal.Instant | null,
  ...overrides,
})
const open = (overrides: object = {}) => mandates.open(terms(overrides))

const control = async <Answer>(path: string, body: object = {}) => {
  const answer = await sandbox.control('POST', path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as Answer
}
const now = async () =>
  Temporal.Instant.from(((await sandbox.control('GET', '/clock')).body as { now: string }).now)
const moveTo = (instant: Temporal.Instant | null | undefined) =>
  control('/clock', { now: instant?.toString() })
const approve = (mandateId: string, body: object = {}) =>
  control<{ razorpay_payment_id: string; razorpay_signature: string }>(
    `/razorpay/subscriptions/${mandateId}/authenticate`,
    body,
  )
const bank = (mandateId: string, outcome: 'captured' | 'failed') =>
  control(`/razorpay/subscriptions/${mandateId}/charges`, { outcome })

async function read(mandateId: string) {
  const mandate = await mandates.read(mandateId)
  if (!mandate) throw new Error(`no mandate ${mandateId}`)
  return mandate
}

/** Approved, and its first period paid. */
async function activeMandate(overrides: object = {}, how: object = {}) {
  const { mandateId } = await open(overrides)
  await approve(mandateId, how)
  return mandateId
}

/** The second period's charge has failed once. */
async function pastDueMandate(overrides: object = {}, how: object = {}) {
  const mandateId = await activeMandate(overrides, how)
  await bank(mandateId, 'failed')
  await moveTo((await read(mandateId)).nextChargeAt)
  return mandateId
}

async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (error instanceof ProviderError) return error
  throw new Error(`expected a ProviderError, got ${String(error)}`)
}

describe('S0.10 asking for a mandate', () => {
  test('is repeatable: one for each reference, of one plan for each price', async () => {
    const mine = terms()
    const { mandateId } = await mandates.open(mine)
    expect(await mandates.open(mine)).toEqual({ mandateId })
    const other = await open()
    expect(other.mandateId).not.toBe(mandateId)
    const plans = await Promise.all(
      [mandateId, other.mandateId].map(async (id) => (await sdk.subscriptions.fetch(id)).plan_id),
    )
    expect(new Set(plans).size).toBe(1)
    const dearer = await open({ unitAmountMinor: 20_000n })
    expect((await sdk.subscriptions.fetch(dearer.mandateId)).plan_id).not.toBe(plans[0])
  })

  test('finds the plan again after a restart, and takes nobody’s plan of another amount for it', async () => {
    const price = { unitAmountMinor: 33_300n, description: 'Custom domain' }
    // Somebody else's, with our mark on it, and older.
    await sdk.plans.create({
      period: 'monthly',
      interval: 1,
      item: { name: 'Custom domain', amount: 100, currency: 'INR' },
      notes: { tackon_price: 'INR 33300 1m Custom domain' },
    })
    const first = await open(price)
    const { plan_id } = await sdk.subscriptions.fetch(first.mandateId)
    const plan = await sdk.plans.fetch(plan_id)
    expect(plan.item.amount).toBe(33_300)
    expect(plan.notes).toEqual({ tackon_price: 'INR 33300 1m Custom domain' })
    const restarted = await openRazorpayAdapter(sandbox).mandates?.open(terms(price))
    expect((await sdk.subscriptions.fetch(restarted?.mandateId ?? '')).plan_id).toBe(plan_id)
  })

  test.each(['error-500', 'timeout-after-commit', 'reset'])(
    'an answer that was lost (%s) leaves one to approve',
    async (fault) => {
      const mine = terms({ askedAt: await now() })
      await open() // the plan is there
      await control('/faults', { provider: 'razorpay', method: 'POST', path: '/v1/subscriptions', fault })
      expect((await failureOf(mandates.open(mine))).outcome).toBe('unknown')
      const { mandateId } = await mandates.open(mine)
      expect(await mandates.open(mine)).toEqual({ mandateId })
      const { items } = await sdk.subscriptions.all({ count: 100 })
      const mineThere = items.filter(({ notes }) => notes?.reference === mine.reference)
      expect(mineThere.map(({ id }) => id)).toEqual([mandateId])
    },
  )

  test('among more than a page of them', async () => {
    const mine = terms({ description: 'A popular add-on', unitAmountMinor: 9900n })
    const { mandateId } = await mandates.open(mine)
    const { plan_id } = await sdk.subscriptions.fetch(mandateId)
    await Promise.all(
      Array.from({ length: 105 }, () => sdk.subscriptions.create({ plan_id, total_count: 12 })),
    )
    expect(await mandates.open(mine)).toEqual({ mandateId })
  })

  test('after the first one was canceled makes a new one', async () => {
    const mine = terms()
    const { mandateId } = await mandates.open(mine)
    await mandates.cancel(mandateId)
    expect((await mandates.open(mine)).mandateId).not.toBe(mandateId)
  })

  test('that nobody approves in time ends by itself', async () => {
    const approveBy = (await now()).add({ hours: 1 })
    const { mandateId } = await open({ approveBy })
    await moveTo(approveBy.add({ seconds: 1 }))
    expect(await read(mandateId)).toMatchObject({ status: 'canceled', charges: [] })
  })

  test('for what a provider would not charge is refused', async () => {
    expect(await failureOf(open({ unitAmountMinor: 99n }))).toMatchObject({ outcome: 'refused' })
    const past = (await now()).subtract({ hours: 1 })
    expect(await failureOf(open({ startsAt: past }))).toMatchObject({ outcome: 'refused' })
  })
})

describe('S0.10 a mandate as an order', () => {
  test('is nothing to pay before it is approved, and its first charge afterwards', async () => {
    const { mandateId } = await open()
    const before = await provider.readOrder(mandateId)
    expect(before).toMatchObject({ orderId: mandateId, payments: [], firstCharge: null })
    await approve(mandateId)
    const [charge] = (await read(mandateId)).charges
    expect(await provider.readOrder(mandateId)).toMatchObject({
      orderId: mandateId,
      mandateId,
      amountMinor: 35_800n,
      payments: [{ status: 'captured', amountMinor: 35_800n }],
      firstCharge: { orderId: charge?.orderId, startsAt: charge?.startsAt, endsAt: charge?.endsAt },
    })
    await moveTo((await read(mandateId)).nextChargeAt)
    expect((await read(mandateId)).charges).toHaveLength(2)
    const later = await provider.readOrder(mandateId)
    expect(later.firstCharge?.orderId).toBe(charge?.orderId)
  })

  test('that nobody knows is refused', async () => {
    expect(await failureOf(provider.readOrder('sub_00000000000000'))).toMatchObject({ outcome: 'refused' })
  })

  test('a change of its quantity is read from the moment it is asked for', async () => {
    const mandateId = await activeMandate({}, { region: 'international' })
    await mandates.changeQuantity({ mandateId, quantity: 5 })
    expect(await read(mandateId)).toMatchObject({ quantity: 5 })
  })
})

describe('S0.10 approving a mandate', () => {
  test('without a start charges the first period at once', async () => {
    const mine = terms()
    const { mandateId } = await mandates.open(mine)
    expect(await read(mandateId)).toEqual({
      mandateId,
      reference: mine.reference,
      status: 'pending',
      quantity: 2,
      method: null,
      period: null,
      nextChargeAt: null,
      charges: [],
    })
    const answer = await approve(mandateId, { method: 'upi' })
    const mandate = await read(mandateId)
    const [charge] = mandate.charges
    expect(mandate).toMatchObject({
      status: 'active',
      method: 'upi',
      period: { startsAt: charge?.startsAt, endsAt: charge?.endsAt },
      nextChargeAt: charge?.endsAt,
    })
    expect(mandate.charges).toMatchObject([
      {
        status: 'paid',
        amountMinor: 35_800n,
        currency: 'INR',
        payments: [{ paymentId: answer.razorpay_payment_id, status: 'captured', method: 'upi' }],
      },
    ])
  })

  test('with a start charges nothing until then', async () => {
    const startsAt = (await now()).add({ hours: 24 * 10 }).round('second')
    const { mandateId } = await open({ startsAt })
    await approve(mandateId)
    expect(await read(mandateId)).toMatchObject({
      status: 'active',
      period: null,
      nextChargeAt: startsAt,
      charges: [],
    })
    await moveTo(startsAt)
    expect(await read(mandateId)).toMatchObject({
      period: { startsAt },
      charges: [{ startsAt, status: 'paid', amountMinor: 35_800n }],
    })
  })

  test('is confirmed by the provider’s signature, of this payment and this mandate only', async () => {
    const { mandateId } = await open()
    const { razorpay_payment_id: paymentId, razorpay_signature: signature } = await approve(mandateId)
    expect(mandates.confirmsApproval({ mandateId, paymentId, signature })).toBe(true)
    expect(mandates.confirmsApproval({ mandateId: 'sub_1', paymentId, signature })).toBe(false)
    expect(mandates.confirmsApproval({ mandateId, paymentId: 'pay_1', signature })).toBe(false)
    // An order is signed the other way round: neither passes for the other.
    expect(provider.confirmsPayment({ orderId: mandateId, paymentId, signature })).toBe(false)
    expect(isSignedBy(`${mandateId}|${paymentId}`, signature, sandbox.config.keySecret)).toBe(false)
  })

  test('is handed to the browser by its own id, and without an amount of ours', async () => {
    const { mandateId } = await open()
    const payer = { name: 'Pro', email: 'pro@smart-ml.test' }
    const asked = { mandateId, description: 'Extra Storage', merchant: 'Smart ML', payer }
    const handOff = mandates.handOff(asked)
    expect(handOff).toMatchObject({
      kind: 'script',
      checkout: 'razorpay',
      options: { subscription_id: mandateId, name: 'Smart ML', prefill: payer },
    })
    expect(JSON.stringify(handOff)).not.toMatch(/amount|order_id|subscription_card_change|secret/)
    const change = mandates.handOff({ ...asked, replacesMethod: true })
    expect(change).toMatchObject({ options: { subscription_card_change: 1 } })
  })
})

describe('S0.10 charging', () => {
  test('each period is a charge of its own, and an order that is read like any other', async () => {
    const mandateId = await activeMandate()
    await moveTo((await read(mandateId)).nextChargeAt)
    const { charges, period } = await read(mandateId)
    expect(charges).toHaveLength(2)
    expect(charges[1]?.startsAt).toEqual(charges[0]?.endsAt)
    expect(period).toEqual({ startsAt: charges[1]?.startsAt, endsAt: charges[1]?.endsAt })
    const order = await provider.readOrder(charges[1]?.orderId ?? '')
    expect(order).toEqual({
      orderId: charges[1]?.orderId,
      reference: null,
      amountMinor: 35_800n,
      currency: 'INR',
      payments: charges[1]?.payments,
      bill: null,
      mandateId,
    })
    const since = charges[0]?.endsAt
    expect((await mandates.read(mandateId, { since }))?.charges).toEqual([charges[1]])
  })

  test('refunds of a charge are read with it', async () => {
    const mandateId = await activeMandate()
    const [charge] = (await read(mandateId)).charges
    const paymentId = charge?.payments[0]?.paymentId ?? ''
    await provider.refund({ paymentId, amountMinor: 10_000n, reference: 'refund-of-charge', reason: 'test' })
    const [again] = (await read(mandateId)).charges
    expect(again?.payments[0]?.refunds).toMatchObject([{ amountMinor: 10_000n, cause: 'refund' }])
  })

  test('a charge that fails is past due, tried again on three days, and then halted', async () => {
    const mandateId = await pastDueMandate()
    const first = await read(mandateId)
    const [paid, open] = first.charges
    expect(first).toMatchObject({ status: 'past_due', period: { endsAt: paid?.endsAt } })
    expect(open).toMatchObject({ status: 'open', payments: [{ status: 'failed' }] })
    expect(open?.payments[0]?.failure).toMatchObject({ code: 'BAD_REQUEST_ERROR' })
    for (const days of [1, 2]) {
      const nextChargeAt = paid?.endsAt.add({ hours: 24 * days })
      expect(await read(mandateId)).toMatchObject({ status: 'past_due', nextChargeAt })
      await moveTo(nextChargeAt)
    }
    await moveTo(paid?.endsAt.add({ hours: 72 }))
    const halted = await read(mandateId)
    expect(halted).toMatchObject({ status: 'halted', nextChargeAt: null })
    expect(halted.charges[1]?.payments).toHaveLength(4)
  })

  test('it is over when its charge is paid by hand, also after the halt', async () => {
    for (const days of [0, 3]) {
      const mandateId = await pastDueMandate()
      const [, open] = (await read(mandateId)).charges
      await moveTo(open?.startsAt.add({ hours: 24 * days, minutes: 1 }))
      await control(`/razorpay/orders/${open?.orderId}/pay`)
      const mandate = await read(mandateId)
      expect(mandate).toMatchObject({ status: 'active', nextChargeAt: open?.endsAt })
      expect(mandate.charges[1]).toMatchObject({ status: 'paid' })
    }
  })

  test('more than the bank debits without the payer needs the payer each time', async () => {
    const mandateId = await activeMandate({ unitAmountMinor: 1_000_000n }, { method: 'upi' })
    await moveTo((await read(mandateId)).nextChargeAt)
    const mandate = await read(mandateId)
    expect(mandate.status).toBe('past_due')
    expect(mandate.charges[1]?.payments[0]?.failure?.description).toMatch(/authentication/)
  })

  test('with its last charge it is completed: a mandate is for ten years at most', async () => {
    const mandateId = await activeMandate({ intervalMonths: 120 })
    expect(await read(mandateId)).toMatchObject({
      status: 'completed',
      nextChargeAt: null,
      charges: [{ status: 'paid' }],
    })
  })
})

describe('S0.10 changing and ending', () => {
  test.each(['card', 'upi', 'emandate'])(
    '%s of this country: another quantity takes a new mandate',
    async (method) => {
      const mandateId = await activeMandate({}, { method })
      const error = await failureOf(mandates.changeQuantity({ mandateId, quantity: 3 }))
      expect(error).toMatchObject({ outcome: 'refused', code: 'mandate_unchangeable' })
      expect((await read(mandateId)).quantity).toBe(2)
    },
  )

  test('a card from abroad is charged for it from the next period on', async () => {
    const mandateId = await activeMandate({}, { region: 'international' })
    await mandates.changeQuantity({ mandateId, quantity: 3 })
    await mandates.changeQuantity({ mandateId, quantity: 3 })
    expect(await read(mandateId)).toMatchObject({ quantity: 3, charges: [{ amountMinor: 35_800n }] })
    await moveTo((await read(mandateId)).nextChargeAt)
    const { quantity, charges } = await read(mandateId)
    expect(quantity).toBe(3)
    expect(charges.map(({ amountMinor }) => amountMinor)).toEqual([35_800n, 53_700n])
  })

  test('an answer that was lost is not a refusal', async () => {
    const mandateId = await activeMandate()
    await control('/faults', { provider: 'razorpay', fault: 'error-500', times: 3 })
    expect(await failureOf(mandates.changeQuantity({ mandateId, quantity: 3 }))).toMatchObject({
      outcome: 'unknown',
    })
    expect(await failureOf(mandates.cancel(mandateId))).toMatchObject({ outcome: 'unknown' })
    expect(await failureOf(mandates.read(mandateId))).toMatchObject({ outcome: 'unknown' })
  })

  test('canceling ends it at once, and twice is once; an open charge is called off', async () => {
    const mandateId = await pastDueMandate()
    await mandates.cancel(mandateId)
    await mandates.cancel(mandateId)
    const ended = await read(mandateId)
    expect(ended).toMatchObject({ status: 'canceled', nextChargeAt: null })
    expect(ended.charges.map(({ status }) => status)).toEqual(['paid', 'void'])
    await control('/clock', { advance: 'P2M' })
    expect(await read(mandateId)).toEqual(ended)
  })

  test('what does not exist is null to read, and refused otherwise', async () => {
    const mandateId = 'sub_00000000000000'
    expect(await mandates.read(mandateId)).toBeNull()
    expect((await failureOf(mandates.cancel(mandateId))).outcome).toBe('refused')
  })
})

describe('E.3 what the product is told', () => {
  test('the news of a mandate name it, those of its payments their order', async () => {
    const mandateId = await activeMandate()
    const [charge] = (await read(mandateId)).charges
    const { body } = await sandbox.control('GET', '/webhooks?count=1000')
    const sent = (body as { subject: string; eventId: string }[]).filter(
      ({ subject }) => subject === mandateId,
    )
    await sandbox.control('GET', '/quiet')
    const subjects = sandbox.app.received
      .filter(({ eventId }) => sent.some((delivery) => delivery.eventId === eventId))
      .map(({ raw, headers }) => {
        const header = (name: string) => String(headers[name] ?? '') || null
        return provider.readWebhook({ rawBody: Buffer.from(raw), header })
      })
      .map((event) => [event?.type, event?.subject?.kind, event?.subject?.id])
    expect(subjects).toEqual([
      ['subscription.authenticated', 'subscription', mandateId],
      ['payment.authorized', 'order', charge?.orderId],
      ['payment.captured', 'order', charge?.orderId],
      ['order.paid', 'order', charge?.orderId],
      ['invoice.paid', 'subscription', mandateId],
      ['subscription.activated', 'subscription', mandateId],
      ['subscription.charged', 'subscription', mandateId],
    ])
  })
})
