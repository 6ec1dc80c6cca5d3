import { z } from 'zod'
import { deliveryRow } from './delivery-schemas.ts'
import { customerRef, instant, minor, named } from './table-schemas.ts'

export const purchaseStatus = z.enum([
  'pending',
  'paid',
  'fulfilled',
  'failed',
  'expired',
  'canceled',
  'superseded',
  'refunded',
])
export const paymentStatus = z.enum(['pending', 'authorized', 'failed', 'captured'])
export const refundStatus = z.enum(['pending', 'processed', 'failed'])

/** A row of `GET /api/admin/purchases`. */
export const purchaseRow = z.object({
  id: z.uuid(),
  createdAt: instant,
  status: purchaseStatus,
  provider: z.string(),
  family: named,
  customer: customerRef,
  /** Who clicked; null for a renewal, which nobody did. */
  boughtBy: z.string().nullable(),
  /** What was bought, a line each. */
  items: z.array(z.string()),
  /** What it costs; the credit it gives, when negative. */
  amountMinor: minor,
  currency: z.string(),
})
export type PurchaseRow = z.infer<typeof purchaseRow>

/** A row of `GET /api/admin/payments`. */
export const paymentRow = z.object({
  id: z.uuid(),
  createdAt: instant,
  status: paymentStatus,
  provider: z.string(),
  externalId: z.string().nullable(),
  method: z.string().nullable(),
  customer: customerRef,
  purchaseId: z.uuid().nullable(),
  /** Of one that was issued first: what it was meant to pay. */
  invoiceId: z.uuid().nullable(),
  description: z.string(),
  failure: z.string().nullable(),
  amountMinor: minor,
  refundedMinor: minor,
  /** How its refunds stand: what a person has to look at comes first. */
  refunds: refundStatus.nullable(),
  currency: z.string(),
})
export type PaymentRow = z.infer<typeof paymentRow>

const refund = z.object({
  id: z.uuid(),
  status: refundStatus,
  cause: z.enum(['refund', 'dispute']),
  amountMinor: minor,
  reason: z.string(),
  createdAt: instant,
  processedAt: instant.nullable(),
  externalId: z.string().nullable(),
  creditNote: z.string().nullable(),
})

const payment = z.object({
  id: z.uuid(),
  status: paymentStatus,
  externalId: z.string().nullable(),
  method: z.string().nullable(),
  failure: z.string().nullable(),
  amountMinor: minor,
  refundedMinor: minor,
  /** What can still be sent back: what is on its way already cannot. */
  refundableMinor: minor,
  currency: z.string(),
  createdAt: instant,
  capturedAt: instant.nullable(),
  refunds: z.array(refund),
})
export type PurchasePayment = z.infer<typeof payment>

/** `GET /api/admin/purchases/{id}`: the quote it is, and everything that followed. */
export const purchaseDetail = purchaseRow.extend({
  reason: z.string().nullable(),
  expiresAt: instant,
  paidAt: instant.nullable(),
  fulfilledAt: instant.nullable(),
  closedAt: instant.nullable(),
  externalId: z.string().nullable(),
  quote: z.object({
    totalMinor: minor,
    balanceMinor: minor,
    dueNowMinor: minor,
    lines: z.array(
      z.object({
        description: z.string(),
        effective: z.enum(['now', 'period_end']),
        quantity: z.int(),
        unitAmountMinor: minor,
        amountMinor: minor,
        startsAt: instant,
        endsAt: instant,
      }),
    ),
  }),
  payments: z.array(payment),
  invoice: z
    .object({
      id: z.uuid(),
      number: z.string(),
      totalMinor: minor,
      taxMinor: minor,
      creditNotes: z.array(z.object({ number: z.string(), totalMinor: minor })),
    })
    .nullable(),
  deliveries: z.array(deliveryRow),
})
export type PurchaseDetail = z.infer<typeof purchaseDetail>

/**
 * `POST /api/admin/payments/{id}/refunds`: so much of a payment back to where it came from. `remainingMinor` is what was
 * left of it for whoever decided: if that is no longer so, nothing is sent.
 */
export const refundRequest = z.strictObject({
  amountMinor: z.int().min(1),
  remainingMinor: z.int().min(1),
  reason: z.string().trim().min(3).max(500),
})
export type RefundRequest = z.infer<typeof refundRequest>

export const refundAnswer = z.object({ refundId: z.uuid(), status: refundStatus, amountMinor: minor })
