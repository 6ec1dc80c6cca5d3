import { openStripeSandbox } from '../stripe/testing/open-stripe-sandbox.ts'
import type { ContractCall, ContractSubject } from './contract-subject.ts'
import { sandboxSubject } from './sandbox-subject.ts'

const calls: Record<ContractCall, { method: string; path: string }> = {
  open: { method: 'POST', path: '/v1/checkout/sessions' },
  read: { method: 'GET', path: '/v1/checkout/sessions/{id}' },
  refund: { method: 'POST', path: '/v1/refunds' },
}

const CARDS = { captured: '4242424242424242', failed: '4000000000000002' }

export async function openStripeSubject(): Promise<ContractSubject> {
  const { sandbox, provider } = await openStripeSandbox()
  const price = { amountMinor: 35_800n, currency: 'USD' }
  const { control, shared } = sandboxSubject({ sandbox, provider: 'stripe', calls })
  return {
    ...shared,
    provider,
    price,
    open: (reference) =>
      provider.openOrder({
        reference,
        description: 'Pro, 1 × Storage',
        returnUrl: 'https://shop.test/billing',
        ...price,
      }),
    pay: async (orderId, outcome) => {
      await control(`/stripe/checkout/sessions/${orderId}/complete`, { card: CARDS[outcome] })
    },
    dispute: async (paymentId, outcome) => {
      const { id } = (await control('/stripe/disputes', { payment_intent: paymentId })) as { id: string }
      await control(`/stripe/disputes/${id}/close`, { outcome })
    },
  }
}
