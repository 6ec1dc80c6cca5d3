import { UserRoundCog } from 'lucide-react'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** Staff act for no customer: there is nothing of theirs to bill. */
export function NoBillingAccount({ title = 'Billing', email }: { title?: string; email: string }) {
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{title}</h1>
      <EmptyState icon={UserRoundCog} title="This account has no billing of its own">
        {email} belongs to staff and acts for no customer. Sign in as a customer to see a plan, its limits and
        what it holds.
      </EmptyState>
    </>
  )
}
