import type { BadgeTone } from '#components/ui/badge.tsx'
import type { DocumentSummary } from '#lib/invoices/schemas.ts'

/** What an invoice or a credit note stands at, as its badge says it. */
export const documentStatuses: Record<DocumentSummary['status'], { label: string; tone: BadgeTone }> = {
  paid: { label: 'Paid', tone: 'success' },
  unpaid: { label: 'To be paid', tone: 'warning' },
  void: { label: 'Void', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  refunding: { label: 'On its way back', tone: 'neutral' },
  balance: { label: 'In your credit', tone: 'accent' },
  offset: { label: 'Off the invoice', tone: 'neutral' },
}

/** Where a document is shown, and where its PDF is. */
export function documentPaths({ kind, id }: Pick<DocumentSummary, 'kind' | 'id'>) {
  const name = encodeURIComponent(id)
  const data = `/api/billing/${kind === 'invoice' ? 'invoices' : 'credit-notes'}/${name}`
  return {
    page: `/billing/invoices/${kind === 'invoice' ? '' : 'credit-notes/'}${name}`,
    data,
    pdf: `${data}/pdf`,
  }
}
