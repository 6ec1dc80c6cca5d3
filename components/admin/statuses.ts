import type { BadgeTone } from '#components/ui/badge.tsx'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'
import type { HeldItem } from '#lib/admin/customer-schemas.ts'
import type { DeliveryRow } from '#lib/admin/delivery-schemas.ts'
import type { InvoiceRow } from '#lib/admin/invoice-schemas.ts'
import type { PaymentRow, PurchaseRow } from '#lib/admin/purchase-schemas.ts'

type Look = { label: string; tone: BadgeTone }

/** How every state of a thing is called and coloured at the desk. */
export const purchaseLooks: Record<PurchaseRow['status'], Look> = {
  pending: { label: 'Open', tone: 'warning' },
  paid: { label: 'Paid', tone: 'accent' },
  fulfilled: { label: 'Fulfilled', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  expired: { label: 'Expired', tone: 'neutral' },
  canceled: { label: 'Canceled', tone: 'neutral' },
  superseded: { label: 'Superseded', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
}

export const paymentLooks: Record<PaymentRow['status'], Look> = {
  pending: { label: 'Pending', tone: 'warning' },
  authorized: { label: 'Authorized', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
  captured: { label: 'Captured', tone: 'success' },
}

export const refundLooks: Record<NonNullable<PaymentRow['refunds']>, Look> = {
  pending: { label: 'Refund on its way', tone: 'warning' },
  processed: { label: 'Refunded', tone: 'neutral' },
  failed: { label: 'Refund failed', tone: 'danger' },
}

export const deliveryLooks: Record<DeliveryRow['state'], Look> = {
  waiting: { label: 'Waiting', tone: 'warning' },
  processed: { label: 'Processed', tone: 'success' },
  ignored: { label: 'Ignored', tone: 'neutral' },
}

export const invoiceLooks: Record<InvoiceRow['state'], Look> = {
  pending: { label: 'Unpaid', tone: 'warning' },
  succeeded: { label: 'Paid', tone: 'success' },
  failed: { label: 'Payment failed', tone: 'danger' },
  void: { label: 'Void', tone: 'neutral' },
}

export const heldLooks: Record<HeldItem['status'], Look> = {
  active: { label: 'Active', tone: 'success' },
  upcoming: { label: 'Upcoming', tone: 'accent' },
  canceled: { label: 'Canceled', tone: 'neutral' },
  expired: { label: 'Expired', tone: 'neutral' },
}

export const catalogLooks: Record<CatalogRow['status'], Look> = {
  draft: { label: 'Draft', tone: 'neutral' },
  published: { label: 'Published', tone: 'success' },
  archived: { label: 'Archived', tone: 'warning' },
}

/** The states as choices of a filter. */
export function choicesOf<Key extends string>(looks: Record<Key, Look>): { value: string; label: string }[] {
  return Object.entries<Look>(looks).map(([value, { label }]) => ({ value, label }))
}

/** What a provider is called, by its code. */
export function providerName(code: string): string {
  return `${code.slice(0, 1).toUpperCase()}${code.slice(1)}`
}
