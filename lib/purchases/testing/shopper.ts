import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { type AddonOrder, buyAddon } from '../buy-addon.ts'
import { verifyPayment } from '../verify-payment.ts'
import type { PaidReturn } from './open-shop.ts'

const familyCode = 'smart-ml'

/** Clicks on buy. */
export async function buy(holder: Holder, code: string, quantity: number): Promise<AddonOrder> {
  const change = { action: 'add', code, quantity } as const
  return buyAddon({ ...holder, familyCode, change, now: await now() })
}

/** Clicks on renew. */
export async function renew(holder: Holder, code: string): Promise<AddonOrder> {
  return buyAddon({ ...holder, familyCode, change: { action: 'renew', code }, now: await now() })
}

/** Comes back from the checkout. */
export async function comeBack(holder: Holder, order: AddonOrder, paid: PaidReturn) {
  return verifyPayment({
    ...holder,
    provider: 'razorpay',
    orderId: paid.razorpay_order_id,
    paymentId: paid.razorpay_payment_id,
    signature: paid.razorpay_signature,
    addonCode: order.addon.code,
    quantity: order.quantity,
    now: await now(),
  })
}

/** Other users who buy for the same customer. */
export async function buildTeam(holder: Holder, size: number): Promise<Holder[]> {
  const at = await now()
  const members = await Promise.all(Array.from({ length: size }, () => buildHolder({ plan: 'new', now: at })))
  return members.map((member) => ({ ...member, customerId: holder.customerId }))
}

/** What a purchase left behind: each of these is there once, or was not fulfilled. */
export async function tracesOf(purchaseId: string) {
  const db = database()
  const purchase = await db.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: { payments: { include: { refunds: true } }, terms: true, invoice: true },
  })
  const subjectIds = purchase.payments.map((payment) => payment.id)
  return {
    status: purchase.status,
    quantity: purchase.terms.reduce((sum, term) => sum + term.quantity, 0),
    terms: purchase.terms.length,
    payments: purchase.payments.length,
    refunds: purchase.payments.flatMap((payment) => payment.refunds).length,
    invoices: purchase.invoice ? 1 : 0,
    entries: await db.journalEntry.count({ where: { kind: 'payment', subjectId: { in: subjectIds } } }),
    receipts: await db.outboundMessage.count({ where: { dedupeKey: `receipt:${purchaseId}` } }),
  }
}
