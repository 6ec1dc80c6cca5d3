import { asCustomer } from '#lib/db/as-customer.ts'
import type { Transaction } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import type { PaymentResponse } from './schemas.ts'

type Page = { customerId: string; page: number; perPage: number }

/** A customer's payments, newest first, a page at a time (S0.9). */
export async function listPayments(
  options: Page,
): Promise<{ payments: PaymentResponse[]; hasMore: boolean }> {
  return asCustomer(options.customerId, async (tx) => {
    const rows = await loadPage(tx, options)
    const page = rows.slice(0, options.perPage)
    const names = await loadNames(tx, page)
    return { hasMore: rows.length > options.perPage, payments: page.map((row) => serialize(row, names)) }
  })
}

async function loadPage(tx: Transaction, options: Page) {
  return tx.payment.findMany({
    where: { customerId: options.customerId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    skip: (options.page - 1) * options.perPage,
    take: options.perPage + 1,
    include: {
      invoiceOrder: { select: { userId: true, invoice: { select: { number: true } } } },
      purchase: {
        include: {
          invoice: { select: { number: true } },
          terms: { select: { lineId: true }, take: 1 },
          quote: { include: { lines: { orderBy: { position: 'asc' }, take: 1 } } },
        },
      },
    },
  })
}
type Row = Awaited<ReturnType<typeof loadPage>>[number]

/** The provider's ids of payments and orders, and the codes of what was bought. */
async function loadNames(tx: Transaction, rows: Row[]) {
  const subjectIds = rows.flatMap((row) => [row.id, row.purchaseId ?? row.invoiceOrderId ?? []].flat())
  const addonIds = rows.flatMap((row) => row.purchase?.quote.lines[0]?.addonId ?? [])
  const references = await tx.providerReference.findMany({
    where: { subjectId: { in: subjectIds }, kind: { in: ['payment', 'order'] } },
  })
  const addons = await tx.addon.findMany({ where: { id: { in: addonIds } } })
  return {
    external: new Map(references.map((reference) => [reference.subjectId, reference.externalId])),
    addons: new Map(addons.map((addon) => [addon.id, addon.code])),
  }
}

function serialize(row: Row, names: Awaited<ReturnType<typeof loadNames>>): PaymentResponse {
  const line = row.purchase?.quote.lines[0]
  // The seed's field names are one provider's: of another, they stay empty.
  const external = (id: string | null | undefined) =>
    id && row.provider === 'razorpay' ? (names.external.get(id) ?? null) : null
  return {
    id: row.id,
    user_id: row.purchase?.userId ?? row.invoiceOrder?.userId ?? null,
    user_addon_id: row.purchase?.terms[0]?.lineId ?? null,
    addon_id: line?.addonId ? (names.addons.get(line.addonId) ?? null) : null,
    amount: toMajorNumber(row.amountMinor, row.currency),
    amount_refunded: toMajorNumber(row.refundedMinor, row.currency),
    currency: row.currency,
    status: statusOf(row),
    payment_method: row.method,
    razorpay_payment_id: external(row.id),
    razorpay_order_id: external(row.purchaseId ?? row.invoiceOrderId),
    razorpay_signature: row.proof,
    description: row.description,
    failure_reason: row.status === 'failed' ? row.failureDescription : null,
    // An invoice is for the payment that paid it, not for the attempts before.
    invoice_id:
      row.status === 'captured' ? ((row.invoiceOrder ?? row.purchase)?.invoice?.number ?? null) : null,
    created_at: row.createdAt.toISOString(),
  }
}

/** In the seed's words. */
function statusOf(row: Row): PaymentResponse['status'] {
  switch (row.status) {
    case 'captured':
      if (row.refundedMinor === 0n) return 'success'
      return row.refundedMinor === row.amountMinor ? 'refunded' : 'partially_refunded'
    case 'failed':
      return 'failed'
    case 'authorized':
    case 'pending':
      return 'pending'
    default:
      return row.status satisfies never
  }
}
