import { Download } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { DateTime } from '#components/ui/date-time.tsx'
import { Money } from '#components/ui/money.tsx'
import { TableCell, TableRow } from '#components/ui/table.tsx'
import type { DocumentSummary } from '#lib/invoices/schemas.ts'
import { documentPaths, documentStatuses } from './document-status.ts'
import { PayButton } from './pay-button.tsx'

/** An invoice or a credit note in the list; on a phone, a card of its own. */
export function DocumentRow({ document }: { document: DocumentSummary }) {
  const { kind, number, currency, totalMinor, dueMinor } = document
  const { label, tone } = documentStatuses[document.status]
  const { page, pdf } = documentPaths(document)
  const isNote = kind === 'credit_note'
  const isPartlyCredited = document.status === 'unpaid' && dueMinor !== totalMinor
  return (
    <TableRow className="grid grid-cols-[1fr_auto] gap-x-4 px-5 py-3.5 md:table-row md:p-0">
      <Cell className="order-3 text-ink-muted">
        <DateTime iso={`${document.issueDate}T00:00:00Z`} timeZone="UTC" />
      </Cell>
      <Cell className="order-1">
        <Link href={page} className="numeric font-medium text-accent-ink underline-offset-4 hover:underline">
          {isNote ? 'Credit note ' : 'Invoice '}
          {number}
        </Link>
        <p className="text-ink-muted">
          {document.description}
          {document.invoiceNumber && ` · for ${document.invoiceNumber}`}
        </p>
      </Cell>
      <Cell className="order-4 max-md:text-right">
        <Badge tone={tone}>{label}</Badge>
      </Cell>
      <Cell numeric className="order-2">
        {isNote && <span aria-hidden>−</span>}
        {isNote && <span className="sr-only">Credited: </span>}
        <Money amountMinor={BigInt(totalMinor)} currency={currency} decimals="always" />
        {isPartlyCredited && (
          <p className="whitespace-nowrap text-ink-muted">
            <Money amountMinor={BigInt(dueMinor)} currency={currency} decimals="always" /> left
          </p>
        )}
      </Cell>
      <Cell className="order-5 col-span-2 max-md:mt-3 md:text-right">
        <span className="inline-flex flex-row-reverse gap-2 md:flex-row md:justify-end">
          {document.status === 'unpaid' && (
            <PayButton id={document.id} number={number} dueMinor={dueMinor} currency={currency} />
          )}
          <Button variant="secondary" size="sm" asChild>
            <a href={pdf} download aria-label={`PDF of ${number}`}>
              <Download aria-hidden /> PDF
            </a>
          </Button>
        </span>
      </Cell>
    </TableRow>
  )
}

/** A table cell; on a phone, where each row is a block of its own, one of its parts. */
function Cell({ className, ...props }: ComponentProps<typeof TableCell>) {
  return <TableCell className={cn('max-md:mt-1 max-md:p-0', className)} {...props} />
}
