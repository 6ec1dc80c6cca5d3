import { isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { dueOf } from './due-rules.ts'

/** How long a payer has, as for purchases. */
const OPEN = { minutes: 30 }
const FIRST_CHECK = { minutes: 1 }

/**
 * Takes down that an invoice is about to be paid: the one open order of it, while it still asks for the same amount,
 * else a new one. Throws `invoice_not_found`, also for those of others, and `invoice_not_payable`.
 */
export async function beginOrder(
  tx: Transaction,
  options: { invoiceId: string; customerId: string; userId: string; now: Temporal.Instant },
): Promise<{ id: string }> {
  const { customerId, userId, now } = options
  const owned = await tx.invoice.count({ where: { id: options.invoiceId, customerId } })
  if (owned === 0) {
    throw new DomainError({
      kind: 'not_found',
      code: 'invoice_not_found',
      detail: 'There is no such invoice.',
    })
  }
  const invoice = await lockInvoice(tx, options.invoiceId)
  const amountMinor = dueOf(invoice)
  if (amountMinor === 0n) throw notPayable(invoice)
  const open = await tx.invoiceOrder.findFirst({ where: { invoiceId: invoice.id, status: 'pending' } })
  if (open && open.amountMinor === amountMinor && isBefore(now, toInstant(open.expiresAt))) return open
  const at = toDate(now)
  if (open) {
    const data = {
      status: 'superseded',
      reason: 'begun anew',
      payUrl: null,
      closedAt: at,
      updatedAt: at,
    } as const
    await tx.invoiceOrder.update({ where: { id: open.id }, data })
    // It must not be paid at the provider any more, either.
    await scheduleWork(tx, { kind: 'converge-invoice-order', subject: open.id, dueAt: now, now })
  }
  const created = await tx.invoiceOrder.create({
    data: {
      invoiceId: invoice.id,
      customerId,
      userId,
      provider: await providerOf(tx, invoice),
      amountMinor,
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

/** That of the family whose things were sold. */
async function providerOf(tx: Transaction, invoice: StoredInvoice): Promise<string> {
  const addonIds = invoice.lines.flatMap((line) => line.addonId ?? [])
  const families = await tx.productFamily.findMany({
    where: { issuerId: invoice.issuerId },
    include: { _count: { select: { addons: { where: { id: { in: addonIds } } } } } },
    orderBy: { createdAt: 'asc' },
  })
  const found = families.find(({ _count }) => _count.addons > 0) ?? families[0]
  if (!found) throw new Error(`the issuer of invoice ${invoice.number} sells nothing`)
  return found.provider
}
