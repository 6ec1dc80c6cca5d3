import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { OneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'

type InvoiceLinePreviewProps = {
  addon: OneTimeRow
  values: Pick<OneTimeRow, 'name' | 'invoiceDisplayName' | 'description' | 'priceMinor'>
}

/** The line of an invoice it becomes. */
export function InvoiceLinePreview({ addon, values }: InvoiceLinePreviewProps) {
  const { name, invoiceDisplayName, description, priceMinor } = values
  const amount = (
    <Money amountMinor={priceMinor ?? 0} currency={addon.currency} decimals="always" className="numeric" />
  )
  return (
    <Card className="gap-3 p-5">
      <div className="flex items-start justify-between gap-4">
        <p className="min-w-0 font-medium wrap-anywhere">
          {invoiceDisplayName ?? (name || 'Without a name')}
        </p>
        {amount}
      </div>
      {description && <p className="text-ink-muted wrap-anywhere">{description}</p>}
      <p className="border-t border-line pt-3 text-ink-muted">
        1 × {amount}, {addon.pricesIncludeTax ? 'tax included' : 'tax is added'}
      </p>
    </Card>
  )
}
