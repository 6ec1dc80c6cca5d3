import Link from 'next/link'

type InvoiceLinkProps = { id: string; number: string; customerId: string; onFollow?: () => void }

/** An invoice's number, which leads to it at the desk. */
export function InvoiceLink({ id, number, customerId, onFollow }: InvoiceLinkProps) {
  return (
    <Link
      href={`/admin/customers/${customerId}/invoices/${id}`}
      onClick={onFollow}
      className="relative z-10 text-ink underline decoration-line-strong/50 underline-offset-4 hover:decoration-current"
    >
      {number}
    </Link>
  )
}
