import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { amountChange } from './figure-words.ts'

type RevenueProps = { data: Analytics; hrefOf: (figure: 'revenue', more: Record<string, string>) => string }

/** What each provider brought, in each currency: amounts of two are never added. */
export function RevenueByProvider({ data, hrefOf }: RevenueProps) {
  const rows = data.revenue.filter(({ payments, refundedMinor }) => payments > 0 || refundedMinor > 0)
  return (
    <Section
      title="Revenue by provider"
      lead="Money that came in the range, less what went back, in every currency."
    >
      {rows.length === 0 ? (
        <p className="text-ink-muted">No money came in these days.</p>
      ) : (
        <Card>
          <Table label="Providers and currencies">
            <thead>
              <tr>
                <TableHead>Provider</TableHead>
                <TableHead numeric>Revenue</TableHead>
                <TableHead numeric>Change</TableHead>
                <TableHead numeric>Came</TableHead>
                <TableHead numeric>Went back</TableHead>
                <TableHead numeric>Payments</TableHead>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ provider, currency, payments, ...row }) => (
                <TableRow key={`${provider} ${currency}`} className="relative hover:bg-sunken/60">
                  <TableCell className="py-2.5">
                    <Link
                      href={hrefOf('revenue', { provider, currency })}
                      className="font-medium capitalize underline-offset-4 after:absolute after:inset-0 hover:underline"
                    >
                      {provider}
                    </Link>{' '}
                    <span className="text-ink-muted">{currency}</span>
                  </TableCell>
                  <TableCell numeric className="py-2.5 font-medium">
                    <Money amountMinor={row.netMinor} currency={currency} decimals="always" />
                  </TableCell>
                  <TableCell numeric className="whitespace-nowrap py-2.5 text-ink-muted">
                    {amountChange(row.netMinor, row.previousMinor, currency)?.words}
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    <Money amountMinor={row.capturedMinor} currency={currency} decimals="always" />
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    <Money amountMinor={row.refundedMinor} currency={currency} decimals="always" />
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    {payments}
                  </TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </Section>
  )
}
