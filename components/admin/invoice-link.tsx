/** An invoice's number, which opens its PDF. */
export function InvoiceLink({ id, number }: { id: string; number: string }) {
  return (
    <a
      href={`/api/admin/invoices/${id}/pdf`}
      target="_blank"
      rel="noreferrer"
      className="relative z-10 text-ink underline decoration-line-strong/50 underline-offset-4 hover:decoration-current"
    >
      {number}
      <span className="sr-only"> (PDF, opens in a new tab)</span>
    </a>
  )
}
