'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { openCheckout } from '#components/billing/checkout/open-checkout.ts'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { payInvoiceResponse } from '#lib/invoice-orders/schemas.ts'

type PayButtonProps = { id: string; number: string; dueMinor: string; currency: string }

/** Leads to where an unpaid invoice is paid; says what it charges. */
export function PayButton({ id, number, dueMinor, currency }: PayButtonProps) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: billingKeys.held })
  const pay = useApiMutation<void, typeof payInvoiceResponse>({
    call: () => ({ path: `/api/billing/invoices/${encodeURIComponent(id)}/pay` }),
    schema: payInvoiceResponse,
    onSuccess: async ({ status, handOff }) => {
      if (status === 'paid') toast.success(`Invoice ${number} is paid`)
      if (status === 'in_flight') toast('Your payment waits for the bank. You do not need to pay again.')
      if (handOff === null) return refresh()
      const outcome = await openCheckout(handOff, { onOpen: () => {} })
      // Asking again makes the server look at what was paid, before any message of the provider comes.
      if (outcome.kind === 'completed') pay.mutate(undefined, { onError: tell })
      else if (outcome.lastFailure !== null) toast.error(`It was not paid: ${outcome.lastFailure}`)
    },
  })
  function tell(error: Error) {
    const isDone = error instanceof ProblemError && error.code === 'invoice_not_payable'
    if (!isDone) toast.error(error.message)
    void refresh()
  }
  return (
    <Button size="sm" loading={pay.isPending} onClick={() => pay.mutate(undefined, { onError: tell })}>
      <span>
        Pay <Money amountMinor={BigInt(dueMinor)} currency={currency} decimals="always" />
        <span className="sr-only"> for invoice {number}</span>
      </span>
    </Button>
  )
}
