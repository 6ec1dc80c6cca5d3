'use client'

import { AdminPage } from '#components/admin/admin-page.tsx'
import { deliveryColumns } from '#components/admin/deliveries/delivery-columns.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Code, Facts } from '#components/admin/facts.tsx'
import { InvoiceLink } from '#components/admin/invoices/invoice-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { providerName, purchaseLooks } from '#components/admin/statuses.ts'
import { StaticTable } from '#components/admin/table/static-table.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import { type PurchaseDetail, purchaseDetail } from '#lib/admin/purchase-schemas.ts'
import { CustomerLink } from './purchase-columns.tsx'
import { PurchasePayments } from './purchase-payments.tsx'
import { QuoteLines } from './quote-lines.tsx'

/** One purchase: its quote, and everything that followed. */
export function PurchaseScreen({ id }: { id: string }) {
  const query = useApiQuery({
    key: ['admin', 'purchase', id],
    path: `/api/admin/purchases/${id}`,
    schema: purchaseDetail,
    pollWhile: ({ payments }) =>
      payments.some(({ refunds }) => refunds.some(({ status }) => status === 'pending')),
  })
  return (
    <Detail query={query} label="purchase">
      {(purchase) => (
        <AdminPage
          title={purchase.items[0] ?? 'Purchase'}
          lead={
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge look={purchaseLooks[purchase.status]} />
              <Money amountMinor={purchase.amountMinor} currency={purchase.currency} decimals="always" />
              <span>by</span>
              <CustomerLink customer={purchase.customer} />
            </span>
          }
        >
          <Facts facts={factsOf(purchase)} />
          <Section title="Quote" lead="What was asked for, line by line, as it was shown and charged.">
            <QuoteLines purchase={purchase} />
          </Section>
          <Section title="Payments">
            <PurchasePayments payments={purchase.payments} />
          </Section>
          <Section title="Webhook deliveries" lead="What the provider told us about it, the newest first.">
            <StaticTable
              label="Deliveries about this purchase"
              columns={deliveryColumns}
              rows={purchase.deliveries}
              empty="The provider told us nothing about it."
            />
          </Section>
        </AdminPage>
      )}
    </Detail>
  )
}

function factsOf(purchase: PurchaseDetail) {
  const { invoice, currency } = purchase
  const at = (iso: string | null) => iso && <DeskTime iso={iso} />
  return [
    { name: 'Family', value: purchase.family.name },
    {
      name: 'Provider',
      value: providerName(purchase.provider),
    },
    { name: 'Bought by', value: purchase.boughtBy ?? 'Nobody: it renewed' },
    { name: 'Created', value: at(purchase.createdAt) },
    { name: 'Paid', value: at(purchase.paidAt) },
    { name: 'Fulfilled', value: at(purchase.fulfilledAt) },
    { name: 'Closed', value: purchase.fulfilledAt !== purchase.closedAt && at(purchase.closedAt) },
    { name: 'Payable until', value: purchase.status === 'pending' && at(purchase.expiresAt) },
    { name: 'Why', value: purchase.reason },
    {
      name: 'Invoice',
      value: invoice && (
        <>
          <InvoiceLink id={invoice.id} number={invoice.number} customerId={purchase.customer.id} /> ·{' '}
          <Money amountMinor={invoice.totalMinor} currency={currency} decimals="always" />
          {invoice.taxMinor > 0 && (
            <span className="text-ink-muted">
              {' '}
              (tax <Money amountMinor={invoice.taxMinor} currency={currency} decimals="always" />)
            </span>
          )}
        </>
      ),
    },
    {
      name: 'Credit notes',
      value:
        invoice && invoice.creditNotes.length > 0
          ? invoice.creditNotes.map(({ number, totalMinor }) => (
              <p key={number}>
                {number} · <Money amountMinor={totalMinor} currency={currency} decimals="always" />
              </p>
            ))
          : null,
    },
    { name: 'Order at the provider', value: purchase.externalId && <Code>{purchase.externalId}</Code> },
    { name: 'Purchase id', value: <Code>{purchase.id}</Code> },
  ]
}
