import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
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
  const date = <DateTime iso={payment.created_at} timeZone={timeZone} />
  return (
    <TableRow>
      <TableCell className="hidden text-ink-muted md:table-cell">{date}</TableCell>
      <TableCell>
        <p className="font-medium">{payment.description}</p>
        {payment.failure_reason && <p className="text-danger-ink">{payment.failure_reason}</p>}
        <p className="numeric text-ink-muted md:hidden">
          {date}
          {[method, invoice].filter(Boolean).map((part) => ` · ${part}`)}
        </p>
        <Badge tone={tone} className="mt-1.5 md:hidden">
          {label}
        </Badge>
      </TableCell>
      <TableCell className="hidden md:table-cell">
        <Badge tone={tone}>{label}</Badge>
      </TableCell>
      <TableCell className="hidden text-ink-muted md:table-cell">{method ?? '–'}</TableCell>
      <TableCell className="numeric hidden text-ink-muted md:table-cell">{invoice ?? '–'}</TableCell>
      <TableCell numeric>
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
      </TableCell>
    </TableRow>
  )
}
