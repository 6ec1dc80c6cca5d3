import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { Money } from '#components/ui/money.tsx'
import type { BillingDocument } from '#lib/invoices/schemas.ts'
import { DocumentLines } from './document-lines.tsx'

const stamps: Record<NonNullable<BillingDocument['stamp']>, { label: string; tone: BadgeTone }> = {
  paid: { label: 'Paid', tone: 'success' },
  unpaid: { label: 'To be paid', tone: 'warning' },
  void: { label: 'Void', tone: 'danger' },
}

/** A document on the page: the same as its PDF. */
export function DocumentSheet({ document }: { document: BillingDocument }) {
  const { title, number, copy, stamp, issuer, customer, facts, totals, currency, inWords, notes } = document
  return (
    <Card className="gap-8 px-5 py-6 sm:px-8 sm:py-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <Party party={issuer} />
        <div className="flex flex-col items-start gap-1 sm:items-end">
          <h2 className="font-semibold text-xl">
            {title} <span className="numeric whitespace-nowrap">{number}</span>
          </h2>
          {copy && <p className="text-ink-muted text-sm">{copy}</p>}
          {stamp && <Badge tone={stamps[stamp].tone}>{stamps[stamp].label}</Badge>}
        </div>
      </div>
      <div className="grid gap-6 sm:grid-cols-2">
        <div>
          <p className="mb-1 text-ink-muted text-xs">
            {document.kind === 'invoice' ? 'Billed to' : 'Credited to'}
          </p>
          <Party party={customer} />
        </div>
        <dl className="flex flex-col gap-1 text-sm">
          {facts.map(({ label, value }) => (
            <div key={label} className="flex justify-between gap-4">
              <dt className="text-ink-muted">{label}</dt>
              <dd className="numeric text-right">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <DocumentLines document={document} />
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="text-sm">
          {inWords && (
            <>
              <p className="text-ink-muted text-xs">In words</p>
              <p>{inWords}</p>
            </>
          )}
        </div>
        <dl className="flex flex-col gap-1.5 text-sm">
          {totals.map(({ label, amountMinor, strong }) => (
            <div
              key={label}
              className={cn(
                'flex justify-between gap-4',
                strong && 'border-line border-t pt-2 font-semibold text-base',
              )}
            >
              <dt className={strong ? '' : 'text-ink-muted'}>{label}</dt>
              <dd>
                <Money amountMinor={BigInt(amountMinor)} currency={currency} decimals="always" />
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {notes.length > 0 && (
        <div className="flex flex-col gap-1 text-ink-muted text-xs">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
    </Card>
  )
}

function Party({ party: { name, lines, ids } }: { party: BillingDocument['issuer'] }) {
  return (
    <address className="text-sm not-italic">
      <p className="font-semibold text-base">{name}</p>
      {lines.map((line) => (
        <p key={line} className="break-words text-ink-muted">
          {line}
        </p>
      ))}
      {ids.map(({ label, value }) => (
        <p key={label} className="numeric">
          {label}: {value}
        </p>
      ))}
    </address>
  )
}
