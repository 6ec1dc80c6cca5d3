import type { ComponentProps } from 'react'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { cn } from '#components/ui/cn.ts'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import { TableCell, TableRow } from '#components/ui/table.tsx'
import type { PaymentResponse } from '#lib/payments/schemas.ts'

const statuses: Record<PaymentResponse['status'], { label: string; tone: BadgeTone }> = {
  success: { label: 'Paid', tone: 'success' },
  pending: { label: 'Pending', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  partially_refunded: { label: 'Partly refunded', tone: 'neutral' },
}

const methods: Record<string, string> = {
  upi: 'UPI',
  card: 'Card',
  netbanking: 'Netbanking',
  wallet: 'Wallet',
  emi: 'EMI',
}

export function PaymentRow({ payment, timeZone }: { payment: PaymentResponse; timeZone: string }) {
  const { label, tone } = statuses[payment.status]
  const { amount, amount_refunded: refunded, currency, invoice_id: invoice } = payment
  const method = payment.payment_method && (methods[payment.payment_method] ?? payment.payment_method)
  return (
    <TableRow className="grid grid-cols-[1fr_auto] gap-x-4 px-5 py-3.5 md:table-row md:p-0">
      <Cell className="order-3 text-ink-muted">
        <DateTime iso={payment.created_at} timeZone={timeZone} />
      </Cell>
      <Cell className="order-1">
        <p className="font-medium">{payment.description}</p>
        {payment.failure_reason && <p className="text-danger-ink">{payment.failure_reason}</p>}
      </Cell>
      <Cell className="order-4 max-md:text-right">
        <Badge tone={tone}>{label}</Badge>
      </Cell>
      <Cell className="order-5 text-ink-muted">{method ?? <Nothing />}</Cell>
      <Cell className="numeric order-6 text-ink-muted max-md:text-right">{invoice ?? <Nothing />}</Cell>
      <Cell numeric className="order-2">
        <Money amountMinor={minorOfMajor({ amount, currency })} currency={currency} decimals="always" />
        {refunded > 0 && (
          <p className="whitespace-nowrap text-ink-muted">
            <span className="sr-only">Refunded: </span>−
            <Money
              amountMinor={minorOfMajor({ amount: refunded, currency })}
              currency={currency}
              decimals="always"
            />
          </p>
        )}
      </Cell>
    </TableRow>
  )
}

/** A table cell; on a phone, where each row is a block of its own, one of its parts. */
function Cell({ className, ...props }: ComponentProps<typeof TableCell>) {
  return <TableCell className={cn('max-md:mt-1 max-md:p-0', className)} {...props} />
}

const Nothing = () => <span className="max-md:hidden">–</span>
