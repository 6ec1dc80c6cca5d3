import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { openCheckout } from '#components/billing/checkout/open-checkout.ts'
import { payInvoiceResponse } from '#lib/invoice-orders/schemas.ts'

/** `saved`: charged at once to what is saved; `page`: on the provider's page. */
export type WayToPay = 'saved' | 'page'

/** What has nothing left to say: the invoice as it is now says it. */
const SAID = ['invoice_not_payable', 'payment_declined']

/** Pays an invoice, in either way, and follows the payer to a page where there is one. */
export function usePayInvoice({ id, number }: { id: string; number: string }) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: billingKeys.held })
  const { mutate, isPending, variables } = useApiMutation<WayToPay, typeof payInvoiceResponse>({
    call: (way) => ({
      path: `/api/billing/invoices/${encodeURIComponent(id)}/pay`,
      ...(way === 'saved' ? { body: { saved_method: true } } : {}),
    }),
    schema: payInvoiceResponse,
    onSuccess: async ({ status, handOff }, way) => {
      if (status === 'paid') toast.success(`Invoice ${number} is paid`)
      if (status === 'in_flight') toast('Your payment waits for the bank. You do not need to pay again.')
      if (handOff === null) return refresh()
      const outcome = await openCheckout(handOff, { onOpen: () => {} })
      // Asking again makes the server look at what was paid, before any message of the provider comes.
      if (outcome.kind === 'completed') pay(way)
      else if (outcome.lastFailure !== null) toast.error(`It was not paid: ${outcome.lastFailure}`)
    },
  })
  function pay(way: WayToPay) {
    mutate(way, {
      onError: (error) => {
        if (!(error instanceof ProblemError && SAID.includes(error.code ?? ''))) toast.error(error.message)
        void refresh()
      },
    })
  }
  return { pay, paying: isPending ? variables : null }
}
