import { Money } from '#components/ui/money.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { BillingDocument } from '#lib/invoices/schemas.ts'

/** The lines of a document; on a phone the table scrolls in its own box. */
export function DocumentLines({ document }: { document: BillingDocument }) {
  const { lines, currency, pricesIncludeTax } = document
  const isCounted = lines.some((line) => line.quantity !== null)
  const isTaxed = lines.some((line) => line.taxes.length > 0)
  const money = (minor: string | null) =>
    minor !== null && <Money amountMinor={BigInt(minor)} currency={currency} decimals="always" />
  return (
    <Table label="Lines">
      <thead>
        <tr>
          <TableHead className="pl-0">Description</TableHead>
          {isCounted && <TableHead numeric>Qty</TableHead>}
          {isCounted && (
            <TableHead numeric>
              {isTaxed && pricesIncludeTax ? 'Unit price, tax included' : 'Unit price'}
            </TableHead>
          )}
          {isTaxed && <TableHead numeric>Taxable value</TableHead>}
          {isTaxed && <TableHead numeric>Tax</TableHead>}
          <TableHead numeric className="pr-0">
            Amount
          </TableHead>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a document's lines never change
          <TableRow key={index}>
            <TableCell className="min-w-48 pl-0">
              <p className="break-words">{line.description}</p>
              {[...line.details, ...(line.hsnSac === null ? [] : [`HSN/SAC ${line.hsnSac}`])].map(
                (detail) => (
                  <p key={detail} className="break-words text-ink-muted text-xs">
                    {detail}
                  </p>
                ),
              )}
            </TableCell>
            {isCounted && <TableCell numeric>{line.quantity}</TableCell>}
            {isCounted && <TableCell numeric>{money(line.unitAmountMinor)}</TableCell>}
            {isTaxed && <TableCell numeric>{money(line.netMinor)}</TableCell>}
            {isTaxed && (
              <TableCell numeric>
                {line.taxes.map((tax) => (
                  <p key={tax.label} className="whitespace-nowrap">
                    <span className="text-ink-muted">{tax.label}</span> {money(tax.amountMinor)}
                  </p>
                ))}
              </TableCell>
            )}
            <TableCell numeric className="pr-0">
              {money(line.totalMinor)}
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
