'use client'

import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Code } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { paymentLooks, refundLooks } from '#components/admin/statuses.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { PurchasePayment } from '#lib/admin/purchase-schemas.ts'
import { RefundDialog } from './refund-dialog.tsx'

/** Every payment of a purchase, with what went back of it. */
export function PurchasePayments({ payments }: { payments: PurchasePayment[] }) {
  if (payments.length === 0) return <p className="text-ink-muted">Nothing was paid.</p>
  return (
    <ul className="flex flex-col gap-3">
      {payments.map((payment) => (
        <li key={payment.id}>
          <PaymentCard payment={payment} />
        </li>
      ))}
    </ul>
  )
}

function PaymentCard({ payment }: { payment: PurchasePayment }) {
  const [refunding, setRefunding] = useState(false)
  const { currency, refunds } = payment
  return (
    <Card>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 px-5 py-4">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <Money amountMinor={payment.amountMinor} currency={currency} decimals="always" />
            <StateBadge look={paymentLooks[payment.status]} />
          </p>
          <p className="mt-1 text-ink-muted">
            <DeskTime iso={payment.capturedAt ?? payment.createdAt} />
            {payment.method && ` · ${payment.method}`}
            {payment.externalId && (
              <>
                {' · '}
                <Code>{payment.externalId}</Code>
              </>
            )}
          </p>
          {payment.failure && <p className="text-danger-ink">{payment.failure}</p>}
        </div>
        {payment.refundableMinor > 0 && (
          <Button variant="secondary" size="sm" onClick={() => setRefunding(true)}>
            <Undo2 aria-hidden />
            Refund…
          </Button>
        )}
      </div>
      {refunds.length > 0 && (
        <ul className="border-t border-line">
          {refunds.map((refund) => (
            <li
              key={refund.id}
              className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-5 py-3 last:border-b-0"
            >
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  <StateBadge look={refundLooks[refund.status]} />
                  {refund.cause === 'dispute' && <Badge tone="danger">Dispute lost</Badge>}
                  <span className="wrap-anywhere">{refund.reason}</span>
                </p>
                <p className="mt-1 text-ink-muted">
                  <DeskTime iso={refund.processedAt ?? refund.createdAt} />
                  {refund.creditNote && ` · Credit note ${refund.creditNote}`}
                  {refund.externalId && (
                    <>
                      {' · '}
                      <Code>{refund.externalId}</Code>
                    </>
                  )}
                </p>
              </div>
              <span className="whitespace-nowrap">
                −<Money amountMinor={refund.amountMinor} currency={currency} decimals="always" />
              </span>
            </li>
          ))}
        </ul>
      )}
      {refunding && <RefundDialog payment={payment} open onOpenChange={setRefunding} />}
    </Card>
  )
}
