'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Code, Facts } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { invoiceLooks } from '#components/admin/statuses.ts'
import { StaticTable } from '#components/admin/table/static-table.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import { type InvoiceDetail, invoiceDetail } from '#lib/admin/invoice-desk-schemas.ts'
import { CreditDialog } from './credit-dialog.tsx'
import { lineColumns, noteColumns } from './invoice-columns.tsx'
import { PdfLink } from './pdf-link.tsx'
import { VoidDialog } from './void-dialog.tsx'

/** One invoice: what is on it, what was credited, and what can still be done with it. */
export function InvoiceScreen({ id, customerId }: { id: string; customerId: string }) {
  const query = useApiQuery({
    key: ['admin', 'invoice', id],
    path: `/api/admin/invoices/${id}`,
    schema: invoiceDetail,
    pollWhile: ({ creditNotes }) => creditNotes.some(({ went }) => went === 'refunding'),
  })
  return (
    <div className="flex flex-col gap-8">
      <Link
        href={`/admin/customers/${customerId}/invoices`}
        className="inline-flex w-fit items-center gap-1.5 text-ink-muted underline-offset-4 hover:text-ink hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" /> Invoices of the customer
      </Link>
      <Detail query={query} label="invoice">
        {(invoice) => <Invoice invoice={invoice} />}
      </Detail>
    </div>
  )
}

function Invoice({ invoice }: { invoice: InvoiceDetail }) {
  const { id, number, currency, creditNotes } = invoice
  const lines = invoice.lines.map((line) => ({ ...line, currency }))
  const notes = creditNotes.map((note) => ({ ...note, currency }))
  return (
    <>
      <Section
        title={`Invoice ${number}`}
        lead={<State invoice={invoice} />}
        aside={<Actions {...{ invoice }} />}
      >
        <Facts facts={factsOf(invoice)} />
        <StaticTable
          label={`Lines of ${number}`}
          columns={lineColumns}
          rows={lines}
          empty="It has no lines."
        />
      </Section>
      <Section title="Credit notes" key={id}>
        <StaticTable
          label={`Credit notes of ${number}`}
          columns={noteColumns}
          rows={notes}
          empty="Nothing of it was credited."
        />
      </Section>
    </>
  )
}

function State({ invoice }: { invoice: InvoiceDetail }) {
  const { state, totalMinor, dueMinor, currency } = invoice
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StateBadge look={invoiceLooks[state]} />
      <Money amountMinor={totalMinor} currency={currency} decimals="always" />
      {dueMinor > 0 && dueMinor !== totalMinor && (
        <span>
          · <Money amountMinor={dueMinor} currency={currency} decimals="always" /> still to be paid
        </span>
      )}
    </span>
  )
}

function Actions({ invoice }: { invoice: InvoiceDetail }) {
  const [open, setOpen] = useState<'credit' | 'void' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="flex flex-wrap gap-2">
      <PdfLink kind="invoices" id={invoice.id} number={invoice.number} />
      {invoice.canVoid && (
        <Button variant="secondary" size="sm" onClick={() => setOpen('void')}>
          Withdraw…
        </Button>
      )}
      {invoice.creditableMinor > 0 && (
        <Button variant="secondary" size="sm" onClick={() => setOpen('credit')}>
          Credit…
        </Button>
      )}
      {open === 'credit' && <CreditDialog invoice={invoice} onClose={close} />}
      {open === 'void' && <VoidDialog invoice={invoice} onClose={close} />}
    </div>
  )
}

function factsOf(invoice: InvoiceDetail) {
  const { currency, issuedAt, taxMinor, creditedMinor, creditableMinor, purchaseId } = invoice
  const amount = (minor: number) => <Money amountMinor={minor} currency={currency} decimals="always" />
  return [
    { name: 'Issued', value: <DeskTime iso={issuedAt} /> },
    { name: 'Tax in it', value: amount(taxMinor) },
    { name: 'Credited', value: creditedMinor > 0 && amount(creditedMinor) },
    { name: 'Can still be credited', value: creditedMinor > 0 && amount(creditableMinor) },
    {
      name: 'Purchase',
      value: purchaseId && (
        <Link href={`/admin/purchases/${purchaseId}`} className="underline underline-offset-4">
          What was bought
        </Link>
      ),
    },
    { name: 'Invoice id', value: <Code>{invoice.id}</Code> },
  ]
}
