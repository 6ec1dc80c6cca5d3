import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ProviderError, type ProviderPayment } from '../provider.ts'
import type { ContractFault, ContractSubject } from './contract-subject.ts'

/** None of these says whether it was done. */
const lostAnswers: ContractFault[] = [
  'error-500',
  'error-429',
  'conflict-409',
  'reset',
  'timeout-before',
  'timeout-after-commit',
]

/** What every adapter does the same, so that nothing else of the product needs to know which one it is. */
export function describeProvider(name: string, openSubject: () => Promise<ContractSubject>): void {
  describe(`E.3 the port as ${name} keeps it`, () => {
    let subject: ContractSubject
    let made = 0
    const reference = () => `${name}-${String(++made).padStart(4, '0')}-${crypto.randomUUID().slice(0, 8)}`

    beforeAll(async () => {
      subject = await openSubject()
    })
    afterEach(() => subject.recover())
    afterAll(() => subject.stop())

    async function paidOrder(): Promise<{ orderId: string; payment: ProviderPayment }> {
      const { orderId } = await subject.open(reference())
      await subject.pay(orderId, 'captured')
      return { orderId, payment: await onlyPayment(orderId) }
    }

    async function onlyPayment(orderId: string): Promise<ProviderPayment> {
      const { payments } = await subject.provider.readOrder(orderId)
      const [captured, ...others] = payments.filter(({ status }) => status === 'captured')
      if (!captured || others.length > 0) throw new Error(`${orderId} has not exactly one captured payment`)
      return captured
    }

    const refund = (paymentId: string, amountMinor: bigint, reference: string) =>
      subject.provider.refund({ paymentId, amountMinor, reference, reason: 'a test' })

    describe('orders', () => {
      test('are told apart by their reference, and opened once for each', async () => {
        const [mine, other] = [reference(), reference()]
        const { orderId } = await subject.open(mine)
        expect((await subject.open(mine)).orderId).toBe(orderId)
        expect((await subject.open(other)).orderId).not.toBe(orderId)
      })

      test('are read as they were asked for, with nothing paid yet', async () => {
        const mine = reference()
        const { orderId } = await subject.open(mine)
        const order = await subject.provider.readOrder(orderId)
        expect(order).toMatchObject({ orderId, reference: mine, ...subject.price })
        expect(order.payments.filter(({ status }) => status === 'captured')).toEqual([])
      })

      test('tell the payment that paid them', async () => {
        const { payment } = await paidOrder()
        expect(payment).toMatchObject({ status: 'captured', ...subject.price, failure: null, refunds: [] })
        expect(payment.method).not.toBeNull()
      })

      test('that the bank refused are not paid, and can be paid afterwards', async () => {
        const { orderId } = await subject.open(reference())
        await subject.pay(orderId, 'failed')
        const { payments } = await subject.provider.readOrder(orderId)
        expect(payments.every(({ status, failure }) => status === 'failed' && failure !== null)).toBe(true)
        await subject.pay(orderId, 'captured')
        expect(await onlyPayment(orderId)).toMatchObject({ status: 'captured', ...subject.price })
      })

      test('nobody has heard of are refused', async () => {
        const { orderId } = await subject.open(reference())
        const unknown = `${orderId.slice(0, -4)}0000`
        expect(await outcomeOf(subject.provider.readOrder(unknown))).toBe('refused')
      })

      test('are handed to the browser without a secret of ours', async () => {
        const { orderId, payUrl } = await subject.open(reference())
        const handOff = subject.provider.handOff?.({
          orderId,
          ...subject.price,
          description: 'Extra Storage',
          merchant: 'Smart ML',
          payer: { name: 'Pro', email: 'pro@smart-ml.test' },
        })
        // In our page, or on one of the provider's: one of the two.
        expect(handOff === undefined).toBe(payUrl !== null)
        expect(JSON.stringify(handOff ?? payUrl)).toContain(orderId)
        expect(JSON.stringify(handOff ?? payUrl)).not.toMatch(/secret|whsec|sk_test/i)
      })
    })

    describe.each(lostAnswers)('%s', (fault) => {
      test('while opening: nobody knows, and asking again finds or makes exactly one', async () => {
        const mine = reference()
        await subject.fail('open', fault)
        expect(await outcomeOf(subject.open(mine))).toBe('unknown')
        await subject.recover()
        const { orderId } = await subject.open(mine)
        expect((await subject.open(mine)).orderId).toBe(orderId)
        await subject.pay(orderId, 'captured')
        expect(await onlyPayment(orderId)).toMatchObject(subject.price)
      })

      test('while reading: nobody knows', async () => {
        const { orderId } = await subject.open(reference())
        await subject.fail('read', fault)
        expect(await outcomeOf(subject.provider.readOrder(orderId))).toBe('unknown')
      })

      test('while refunding: nobody knows, and asking again gives it back once', async () => {
        const { orderId, payment } = await paidOrder()
        const mine = reference()
        await subject.fail('refund', fault)
        expect(await outcomeOf(refund(payment.paymentId, 10_000n, mine))).toBe('unknown')
        await subject.recover()
        await refund(payment.paymentId, 10_000n, mine)
        expect((await onlyPayment(orderId)).refunds).toMatchObject([
          { reference: mine, amountMinor: 10_000n, cause: 'refund' },
        ])
      })
    })

    describe('refunds', () => {
      test('are made once for each reference, in parts, and read with it', async () => {
        const { orderId, payment } = await paidOrder()
        const [mine, other] = [reference(), reference()]
        const first = await refund(payment.paymentId, 10_000n, mine)
        expect((await refund(payment.paymentId, 10_000n, mine)).refundId).toBe(first.refundId)
        await refund(payment.paymentId, 5000n, other)
        await subject.settle()
        const { refunds, status } = await onlyPayment(orderId)
        expect(status).toBe('captured')
        expect(refunds.toSorted(byAmount)).toMatchObject([
          { reference: other, amountMinor: 5000n, cause: 'refund', status: 'processed' },
          { reference: mine, amountMinor: 10_000n, cause: 'refund', status: 'processed' },
        ])
      })

      test('of everything leave a captured payment with nothing left', async () => {
        const { orderId, payment } = await paidOrder()
        await refund(payment.paymentId, payment.amountMinor, reference())
        await subject.settle()
        const { refunds, status } = await onlyPayment(orderId)
        expect(status).toBe('captured')
        expect(refunds).toMatchObject([{ status: 'processed', amountMinor: payment.amountMinor }])
      })

      test('of more than was paid are refused', async () => {
        const { orderId, payment } = await paidOrder()
        const tooMuch = refund(payment.paymentId, payment.amountMinor + 1n, reference())
        expect(await outcomeOf(tooMuch)).toBe('refused')
        expect((await onlyPayment(orderId)).refunds).toEqual([])
      })
    })

    describe('disputes', () => {
      test('take money back when they are lost, and only then', async () => {
        const { orderId, payment } = await paidOrder()
        await subject.dispute(payment.paymentId, 'won')
        expect((await onlyPayment(orderId)).refunds).toEqual([])
        const { orderId: lostOrder, payment: lost } = await paidOrder()
        await subject.dispute(lost.paymentId, 'lost')
        const { status, refunds } = await onlyPayment(lostOrder)
        expect(status).toBe('captured')
        expect(refunds).toMatchObject([
          { cause: 'dispute', status: 'processed', amountMinor: lost.amountMinor, reference: null },
        ])
      })
    })

    describe('webhooks', () => {
      test('say which order or payment to look at, under an id of their own', async () => {
        const { orderId, payment } = await paidOrder()
        const events = (await subject.messages()).map((message) => subject.provider.readWebhook(message))
        const ids = events.map((event) => event?.eventId)
        expect(new Set(ids).size).toBe(ids.length)
        const about = events.filter(
          (event) => event?.subject?.id === orderId || event?.subject?.id === payment.paymentId,
        )
        expect(about.length).toBeGreaterThan(0)
      })

      test('of a refund and of a dispute lead there as well', async () => {
        const { orderId, payment } = await paidOrder()
        const before = (await subject.messages()).length
        await refund(payment.paymentId, 5000n, reference())
        await subject.settle()
        await subject.dispute(payment.paymentId, 'won')
        const news = (await subject.messages()).slice(before)
        const subjects = news.map((message) => subject.provider.readWebhook(message)?.subject)
        expect(subjects.length).toBeGreaterThanOrEqual(2)
        for (const about of subjects) expect([orderId, payment.paymentId]).toContain(about?.id)
      })

      test('with one byte changed, or without a signature, are nobody’s', async () => {
        await paidOrder()
        const message = (await subject.messages()).at(-1)
        if (!message) throw new Error('nothing was sent')
        expect(subject.provider.readWebhook(message)).not.toBeNull()
        const changed = Buffer.from(message.rawBody)
        changed[0] = (changed[0] ?? 0) ^ 1
        expect(subject.provider.readWebhook({ ...message, rawBody: changed })).toBeNull()
        expect(subject.provider.readWebhook({ ...message, header: () => null })).toBeNull()
        expect(subject.provider.readWebhook({ ...message, header: () => 'v1=0,t=0' })).toBeNull()
      })
    })

    test('it charges regularly in one way', () => {
      const { subscriptionBilling, mandates } = subject.provider
      expect([subscriptionBilling, mandates].filter((way) => way !== null)).toHaveLength(1)
    })

    test('no signature of a payment is made up', () => {
      const claim = { orderId: 'order_1', paymentId: 'pay_1', signature: 'f'.repeat(64) }
      expect(subject.provider.confirmsPayment(claim)).toBe(false)
      expect(subject.provider.confirmsPayment({ ...claim, signature: '' })).toBe(false)
    })
  })
}

/** How a call failed, in the port's words; anything else than a ProviderError fails the test. */
async function outcomeOf(call: Promise<unknown>): Promise<'refused' | 'unknown' | 'done'> {
  try {
    await call
    return 'done'
  } catch (error) {
    if (error instanceof ProviderError) return error.outcome
    throw error
  }
}

function byAmount(a: { amountMinor: bigint }, b: { amountMinor: bigint }): number {
  return a.amountMinor < b.amountMinor ? -1 : 1
}
