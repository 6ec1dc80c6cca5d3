import { randomUUID } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import type { SoldTerm } from '../mrr-rules.ts'

type Sale = SoldTerm & {
  item: string
  endsAt: Temporal.Instant
  action?: 'add' | 'renew' | 'plan'
  byItself?: boolean
}

/**
 * A customer of a family, with what it held: rows as purchases leave them, at instants a test cannot wait for. The
 * catalog must be seeded.
 */
export async function buildPast(options: {
  family: string
  name?: string
  since: Temporal.Instant
  sales: readonly Sale[]
}): Promise<{ customerId: string; purchaseIds: string[] }> {
  const db = database()
  const family = await db.productFamily.findUniqueOrThrow({
    where: { code: options.family },
    include: { plans: true, addons: true },
  })
  const createdAt = toDate(options.since)
  const stamps = { createdAt, updatedAt: createdAt }
  const name = options.name ?? `past-${randomUUID()}`
  const { id: customerId } = await db.customer.create({
    data: { externalId: randomUUID(), name, email: `${randomUUID()}@past.test`, ...stamps },
  })
  const { id: subscriptionId } = await db.subscription.create({
    data: { customerId, familyId: family.id, provider: family.provider, anchorAt: createdAt, ...stamps },
  })
  const { id: userId } = await db.user.create({
    data: { email: `${randomUUID()}@past.test`, name, ...stamps },
  })
  const lineIds = new Map<string, string>()
  const purchaseIds: string[] = []
  for (const sale of options.sales) {
    const plan = family.plans.find(({ code }) => code === sale.item)
    const addon = family.addons.find(({ code }) => code === sale.item)
    const item = { planId: plan?.id ?? null, addonId: addon?.id ?? null }
    const [startsAt, endsAt] = [toDate(sale.startsAt), toDate(sale.endsAt)]
    let lineId = lineIds.get(sale.item)
    if (!lineId) {
      const line = { subscriptionId, customerId, ...item, startedAt: startsAt, ...stamps }
      lineId = (await db.subscriptionLine.create({ data: line })).id
      lineIds.set(sale.item, lineId)
    }
    const amountMinor = sale.unitAmountMinor * BigInt(sale.quantity)
    const { currency } = family
    const quote = await db.quote.create({
      data: {
        ...{ customerId, subscriptionId, currency, subscriptionVersion: 1, violations: [] },
        ...{ totalMinor: amountMinor, dueNowMinor: amountMinor, createdAt: startsAt, expiresAt: startsAt },
        lines: {
          create: {
            ...{ position: 0, action: sale.action ?? 'add', ...item, description: sale.item },
            ...{ quantity: sale.quantity, unitAmountMinor: sale.unitAmountMinor, amountMinor },
            ...{ billedDays: 0, periodDays: 0, intervalMonths: sale.intervalMonths },
            ...{ periodStartsAt: startsAt, startsAt, endsAt },
          },
        },
      },
      include: { lines: true },
    })
    const { id: purchaseId } = await db.purchase.create({
      data: {
        ...{
          quoteId: quote.id,
          customerId,
          subscriptionId,
          provider: family.provider,
          amountMinor,
          currency,
        },
        ...{
          userId: sale.byItself ? null : userId,
          status: 'fulfilled',
          fulfilledAt: startsAt,
          paidAt: startsAt,
        },
        ...{ createdAt: startsAt, updatedAt: startsAt, expiresAt: startsAt },
      },
    })
    purchaseIds.push(purchaseId)
    await db.term.create({
      data: {
        ...{ lineId, customerId, quantity: sale.quantity, startsAt, endsAt, createdAt: startsAt, currency },
        ...{ unitAmountMinor: sale.unitAmountMinor, source: sale.source, purchaseId },
        graceEndsAt: sale.graceEndsAt ? toDate(sale.graceEndsAt) : null,
        withdrawnAt: sale.withdrawnAt && toDate(sale.withdrawnAt),
        // A term that was divided has lost its quote line.
        quoteLineId: sale.withdrawnAt ? null : (quote.lines[0]?.id ?? null),
      },
    })
  }
  return { customerId, purchaseIds }
}
