import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { closeOrder } from './close-order.ts'
import { dueOf } from './due-rules.ts'
import { findInvoiceProvider } from './find-invoice-provider.ts'
import { requireOwnInvoice } from './require-own-invoice.ts'

/** How long a payer has, as for purchases. */
const OPEN = { minutes: 30 }
const FIRST_CHECK = { minutes: 1 }

/**
 * Takes down that an invoice is about to be paid: the one open order of it, while it still asks for the same amount in
 * the same way, else a new one. Throws `invoice_not_found`, also for those of others, `invoice_not_payable`, and
 * `payment_under_way` when a charge waits for the provider's answer, so that it is not asked for a second time.
 */
export async function beginOrder(
  tx: Transaction,
  options: {
    invoiceId: string
    customerId: string
    userId: string
    /** To what the payer has saved; otherwise it is paid on a page. */
    chargesSaved: boolean
    now: Temporal.Instant
  },
): Promise<{ id: string }> {
  const { customerId, userId, chargesSaved, now } = options
  await requireOwnInvoice(tx, options)
  const invoice = await lockInvoice(tx, options.invoiceId)
  const amountMinor = dueOf(invoice)
  if (amountMinor === 0n) throw notPayable(invoice)
  const open = await tx.invoiceOrder.findFirst({ where: { invoiceId: invoice.id, status: 'pending' } })
  const isSame = open?.amountMinor === amountMinor && open.chargesSaved === chargesSaved
  if (open && isSame && isBefore(now, toInstant(open.expiresAt))) return open
  const at = toDate(now)
  if (open) {
    if (await isBeingCharged(tx, open)) throw underWay()
    await closeOrder(tx, { id: open.id, status: 'superseded', reason: 'begun anew', now })
    // It must not be paid at the provider any more, either.
    await scheduleWork(tx, { kind: 'converge-invoice-order', subject: open.id, dueAt: now, now })
  }
  const created = await tx.invoiceOrder.create({
    data: {
      invoiceId: invoice.id,
      customerId,
      userId,
      provider: await findInvoiceProvider(tx, invoice),
      amountMinor,
      chargesSaved,
      currency: invoice.currency,
      createdAt: at,
      updatedAt: at,
      expiresAt: toDate(now.add(OPEN)),
    },
  })
  const dueAt = now.add(FIRST_CHECK)
  await scheduleWork(tx, { kind: 'converge-invoice-order', subject: created.id, dueAt, now })
  return created
}

function notPayable({ voidedAt }: StoredInvoice): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'invoice_not_payable',
    detail:
      voidedAt === null
        ? 'This invoice is paid already. Nothing more is asked for.'
        : 'This invoice was withdrawn. Nothing is asked for.',
  })
}

async function isBeingCharged(
  tx: Transaction,
  open: { id: string; chargesSaved: boolean },
): Promise<boolean> {
  const known = { kind: 'order', subject: 'invoice_order', subjectId: open.id } as const
  return open.chargesSaved && (await findExternalId(tx, known)) === null
}

function underWay(): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'payment_under_way',
    detail: 'A payment of this invoice is under way. Look again in a moment.',
  })
}
