import { toInstant } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { findHandOff } from './open-hand-off.ts'
import { isPayable } from './purchase-rules.ts'
import type { PurchaseResponse } from './schemas.ts'
import { serializeHandOff } from './serialize-hand-off.ts'
import { serializeLine } from './serialize-quote.ts'

/** A purchase of this customer, as its buyer follows it. Throws `purchase_not_found`, also for those of others. */
export async function findPurchase(options: {
  purchaseId: string
  customerId: string
  now: Temporal.Instant
}): Promise<PurchaseResponse> {
  const { purchaseId, customerId, now } = options
  const [found] = await load({ id: purchaseId, customerId })
  if (!found) {
    throw new DomainError({
      kind: 'not_found',
      code: 'purchase_not_found',
      detail: 'There is no such purchase',
    })
  }
  return serialize(found, now)
}

/** The purchases this user has begun and can still pay, newest first. */
export async function listOpenPurchases(options: {
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<PurchaseResponse[]> {
  const { customerId, userId, now } = options
  const open = await load({ customerId, userId, status: 'pending' })
  const payable = open.filter((purchase) =>
    isPayable({ ...purchase, expiresAt: toInstant(purchase.expiresAt) }, now),
  )
  return Promise.all(payable.map((purchase) => serialize(purchase, now)))
}

type Wanted = { id?: string; customerId: string; userId?: string; status?: 'pending' }

function load(where: Wanted) {
  return asCustomer(where.customerId, (tx) => loadIn(tx, where))
}

async function loadIn(tx: Transaction, where: Wanted) {
  const purchases = await tx.purchase.findMany({
    where,
    include: {
      payments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      invoice: { select: { number: true } },
      subscription: { select: { apiKeyId: true } },
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
    },
    orderBy: { createdAt: 'desc' },
    take: 20,
  })
  const lines = purchases.flatMap((purchase) => purchase.quote.lines)
  const [addonIds, planIds] = [
    lines.flatMap((line) => line.addonId ?? []),
    lines.flatMap((line) => line.planId ?? []),
  ]
  const addons = await tx.addon.findMany({ where: { id: { in: addonIds } } })
  const plans = await tx.plan.findMany({ where: { id: { in: planIds } } })
  return purchases.map((purchase) => ({
    ...purchase,
    lines: purchase.quote.lines.map((line) => ({
      line,
      addon: addons.find((candidate) => candidate.id === line.addonId) ?? null,
      plan: plans.find((candidate) => candidate.id === line.planId) ?? null,
    })),
  }))
}
type LoadedPurchase = Awaited<ReturnType<typeof load>>[number]

async function serialize(purchase: LoadedPurchase, now: Temporal.Instant): Promise<PurchaseResponse> {
  const { payments } = purchase
  const lastTry = payments.at(-1)
  const handOff = await findHandOff({ purchaseId: purchase.id, now })
  return {
    id: purchase.id,
    status: purchase.status,
    reason: purchase.reason,
    amount: Number(purchase.amountMinor),
    currency: purchase.currency,
    api_key_id: purchase.subscription.apiKeyId,
    lines: purchase.lines.map(({ line, addon, plan }) =>
      serializeLine({
        ...line,
        addon,
        plan,
        startsAt: toInstant(line.startsAt),
        endsAt: toInstant(line.endsAt),
      }),
    ),
    created_at: purchase.createdAt.toISOString(),
    expires_at: purchase.expiresAt.toISOString(),
    fulfilled_at: purchase.fulfilledAt?.toISOString() ?? null,
    invoice_number: purchase.invoice?.number ?? null,
    refunded: Number(payments.reduce((sum, payment) => sum + payment.refundedMinor, 0n)),
    payment_in_flight: payments.some(
      (payment) => payment.status === 'authorized' || payment.status === 'pending',
    ),
    last_failure:
      lastTry?.status === 'failed'
        ? {
            code: lastTry.failureCode ?? 'failed',
            description: lastTry.failureDescription ?? 'Payment failed',
          }
        : null,
    hand_off: handOff && serializeHandOff(handOff),
  }
}
