import Link from 'next/link'

/** An invoice's number, which leads to it at the desk. */
export function InvoiceLink({ id, number, customerId }: { id: string; number: string; customerId: string }) {
  return (
    <Link
      href={`/admin/customers/${customerId}/invoices/${id}`}
      className="relative z-10 text-ink underline decoration-line-strong/50 underline-offset-4 hover:decoration-current"
    >
      {number}
    </Link>
  )
}
