import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import type { ProviderOrder } from '#lib/payments/provider.ts'
import { createQuote } from '#lib/purchases/create-quote.ts'
import { settlePurchase } from '#lib/purchases/settle-purchase.ts'
import { type Figure, perSecond } from './measure.ts'

type Holder = { customerId: string; userId: string }
const CONCURRENCY = 8
const PURCHASES = 400

/** E.8: purchases settled, each with payment, term, invoice, journal, receipt; the provider's time is left out. */
export async function benchSettlement(holders: Holder[]): Promise<Figure> {
  const open = await openPurchases(holders)
  const started = performance.now()
  let next = 0
  const worker = async () => {
    for (let purchase = open[next++]; purchase; purchase = open[next++]) await settle(purchase)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  const ours = (open.length * 1000) / (performance.now() - started)
  await database().$executeRaw`CREATE TABLE bench_rows (id uuid DEFAULT uuidv7() PRIMARY KEY, body text)`
  const insert = () => database().$executeRaw`INSERT INTO bench_rows (body) VALUES ('a purchase')`
  return {
    what: `Purchases settled, ${CONCURRENCY} at a time, per second`,
    ours,
    against: 'one plain INSERT of a row each',
    theirs: await perSecond(insert, { concurrency: CONCURRENCY }),
  }
}

type Open = { id: string; amountMinor: bigint }

/** Purchases waiting for their payment, one customer after the other: settling locks the customer's subscription. */
async function openPurchases(holders: Holder[]): Promise<Open[]> {
  const at = await now()
  const open: Open[] = []
  for (let index = 0; index < PURCHASES; index += 1) {
    const holder = holders[index % holders.length]
    if (!holder) throw new Error('nobody to buy')
    const changes = [{ action: 'add', code: 'api_boost_5000', quantity: 1 } as const]
    const quote = await createQuote({ ...holder, familyCode: 'smart-ml', changes, now: at })
    const stored = await database().quote.findUniqueOrThrow({ where: { id: quote.id } })
    const stamp = new Date(at.epochMilliseconds)
    const purchase = await database().purchase.create({
      data: {
        quoteId: quote.id,
        customerId: holder.customerId,
        userId: holder.userId,
        subscriptionId: stored.subscriptionId,
        provider: 'razorpay',
        amountMinor: quote.dueNowMinor,
        currency: quote.currency,
        createdAt: stamp,
        updatedAt: stamp,
        expiresAt: new Date(at.add({ minutes: 30 }).epochMilliseconds),
      },
    })
    open.push({ id: purchase.id, amountMinor: quote.dueNowMinor })
  }
  return open
}

async function settle({ id, amountMinor }: Open): Promise<void> {
  const at = await now()
  const payment = {
    paymentId: `pay_${id}`,
    status: 'captured',
    amountMinor,
    currency: 'INR',
    method: 'upi',
  } as const
  const order: ProviderOrder = {
    orderId: `order_${id}`,
    reference: id,
    amountMinor,
    currency: 'INR',
    payments: [{ ...payment, failure: null, createdAt: at, refunds: [] }],
    bill: null,
  }
  const { status } = await transaction((tx) =>
    settlePurchase(tx, { purchaseId: id, order, subscription: null, now: at }),
  )
  if (status !== 'fulfilled') throw new Error(`a purchase ended as ${status}`)
}
