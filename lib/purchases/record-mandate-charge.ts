import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import type { MandateCharge } from '#lib/payments/mandates.ts'
import { quantityAt } from '#lib/subscriptions/term-rules.ts'
import { toHeldTerm } from '#lib/subscriptions/to-held-term.ts'
import { findPaidFor } from './find-paid-for.ts'
import { insertRenewal } from './insert-renewal.ts'

/**
 * The purchase behind one period's charge of an approval, made when the charge is new: a renewal is a purchase that
 * nobody clicked. What nobody wants any more is written down as canceled, so that money for it goes back. Null for a
 * charge that was called off before we heard of it. The subscription must be locked by this transaction.
 */
export async function recordMandateCharge(
  tx: Transaction,
  options: { agreementId: string; charge: MandateCharge; now: Temporal.Instant },
): Promise<{ purchaseId: string } | null> {
  const { charge, now } = options
  const agreement = await load(tx, options.agreementId)
  const { subscription, line, provider, unitAmountMinor } = agreement
  const known = await findPaidFor(tx, { provider, externalId: charge.orderId })
  if (known) return { purchaseId: known.subjectId }
  if (charge.status === 'void') return null
  if (!line?.addon || unitAmountMinor === null) throw new Error(`agreement ${agreement.id} is for nothing`)
  const quantity = Number(charge.amountMinor / unitAmountMinor)
  const { id, customerId, version, family } = subscription
  return insertRenewal(tx, {
    subscription: { id, customerId, version, provider, currency: family.currency },
    orderId: charge.orderId,
    amountMinor: charge.amountMinor,
    lines: [
      {
        position: 0,
        action: 'renew',
        planId: null,
        addonId: line.addon.id,
        description: `${quantity} × ${line.addon.name}`,
        quantity,
        unitAmountMinor,
        amountMinor: charge.amountMinor,
        billedDays: 0,
        periodDays: 0,
        intervalMonths: line.addon.prices[0]?.intervalMonths ?? 1,
        periodStartsAt: toDate(charge.startsAt),
        startsAt: toDate(charge.startsAt),
        endsAt: toDate(charge.endsAt),
      },
    ],
    bill: null,
    period: { start: charge.startsAt, end: charge.endsAt },
    unwanted: whyUnwanted({ line, status: agreement.status, charge }),
    // It can be paid by hand as long as there is something left to hold.
    expiresAt: charge.endsAt,
    now,
  })
}

async function load(tx: Transaction, agreementId: string) {
  return tx.billingAgreement.findUniqueOrThrow({
    where: { id: agreementId },
    include: {
      subscription: { include: { family: { select: { currency: true } } } },
      line: { include: { terms: true, addon: { include: { prices: { where: { active: true } } } } } },
    },
  })
}
type Loaded = Awaited<ReturnType<typeof load>>

function whyUnwanted(options: {
  line: NonNullable<Loaded['line']>
  status: Loaded['status']
  charge: MandateCharge
}): string | null {
  const { line, status, charge } = options
  if (line.canceledAt !== null || status === 'canceled') return 'It was canceled before this charge'
  const held = quantityAt(line.terms.map(toHeldTerm), charge.startsAt)
  return held > 0 ? null : 'It was not held any more'
}
