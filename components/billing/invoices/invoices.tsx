import { InvoiceHistory } from './invoice-history.tsx'
import { Upcoming } from './upcoming.tsx'

/** What was billed, and what will be. */
export function Invoices() {
  return (
    <div className="flex flex-col gap-12">
      <InvoiceHistory />
      <Upcoming />
    </div>
  )
}
