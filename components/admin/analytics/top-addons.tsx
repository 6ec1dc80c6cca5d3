import Link from 'next/link'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { amountChange } from './figure-words.ts'

type TopAddonsProps = { data: Analytics; hrefOf: (figure: 'mrr', more: Record<string, string>) => string }

/** Which add-ons bring how much a month. */
export function TopAddons({ data, hrefOf }: TopAddonsProps) {
  const { topAddons, currency } = data
  const most = Math.max(1, ...topAddons.map(({ monthlyMinor }) => monthlyMinor))
  return (
    <Section title="Top add-ons" lead="By what they bring a month.">
      {topAddons.length === 0 ? (
        <p className="text-ink-muted">No add-on is paid for.</p>
      ) : (
        <Card>
          <Table label="Add-ons, the greatest first">
            <thead>
              <tr>
                <TableHead>Add-on</TableHead>
                <TableHead numeric>A month</TableHead>
                <TableHead numeric>Change</TableHead>
                <TableHead numeric>Customers</TableHead>
                <TableHead numeric>Quantity</TableHead>
              </tr>
            </thead>
            <tbody>
              {topAddons.map((addon) => (
                <TableRow key={`${addon.family} ${addon.code}`} className="relative hover:bg-sunken/60">
                  <TableCell className="min-w-44 py-2.5">
                    <Link
                      href={hrefOf('mrr', { item: addon.code, family: addon.family })}
                      className="font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
                    >
                      {addon.name}
                    </Link>
                    <span aria-hidden className="mt-1.5 block h-1.5 rounded-full bg-sunken">
                      <span
                        className="block h-full rounded-full bg-accent"
                        style={{ width: `${(100 * addon.monthlyMinor) / most}%` }}
                      />
                    </span>
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    <Money amountMinor={addon.monthlyMinor} currency={currency} decimals="always" />
                  </TableCell>
                  <TableCell numeric className="whitespace-nowrap py-2.5 text-ink-muted">
                    {amountChange(addon.monthlyMinor, addon.beforeMinor, currency)?.words}
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    {addon.customers}
                  </TableCell>
                  <TableCell numeric className="py-2.5">
                    {addon.quantity}
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
