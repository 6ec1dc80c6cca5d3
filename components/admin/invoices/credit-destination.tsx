import { RadioCard } from '#components/ui/radio-card.tsx'
import type { CreditRequest, InvoiceDetail } from '#lib/admin/invoice-desk-schemas.ts'

type To = CreditRequest['to']

const WAYS: Record<To, { title: string; means: string }> = {
  payer: { title: 'Back to the payer', means: 'The payment provider sends it back the way it was paid.' },
  balance: { title: 'To the customer’s balance', means: 'It stays with the account as credit.' },
  invoice: { title: 'Off this invoice', means: 'It is not paid yet, and asks for so much less.' },
}

/** Where a credit of this invoice can go, the usual way first. */
export function destinationsOf({ state, refundableMinor, keepsBalance }: InvoiceDetail): To[] {
  if (state !== 'succeeded') return ['invoice']
  return [
    ...(refundableMinor > 0 ? (['payer'] as const) : []),
    ...(keepsBalance ? (['balance'] as const) : []),
  ]
}

type CreditDestinationProps = { invoice: InvoiceDetail; value: To; onChange: (to: To) => void }

export function CreditDestination({ invoice, value, onChange }: CreditDestinationProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Where it goes</legend>
      {destinationsOf(invoice).map((to) => (
        <RadioCard
          key={to}
          name="to"
          title={WAYS[to].title}
          checked={to === value}
          onSelect={() => onChange(to)}
        >
          {WAYS[to].means}
        </RadioCard>
      ))}
    </fieldset>
  )
}
