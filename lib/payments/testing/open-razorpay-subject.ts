import { openRazorpaySandbox } from '../razorpay/testing/open-razorpay-sandbox.ts'
import type { ContractCall, ContractSubject } from './contract-subject.ts'
import { sandboxSubject } from './sandbox-subject.ts'

const calls: Record<ContractCall, { method: string; path: string }> = {
  open: { method: 'POST', path: '/v1/orders' },
  read: { method: 'GET', path: '/v1/orders/{id}' },
  refund: { method: 'POST', path: '/v1/payments/{id}/refund' },
}

export async function openRazorpaySubject(): Promise<ContractSubject> {
  const { sandbox, provider } = await openRazorpaySandbox()
  const price = { amountMinor: 35_800n, currency: 'INR' }
  const { control, shared } = sandboxSubject({ sandbox, provider: 'razorpay', calls })
  return {
    ...shared,
    provider,
    price,
    open: (reference) =>
      provider.openOrder({
        reference,
        description: 'Extra Storage',
        returnUrl: 'https://shop.test/billing',
        ...price,
      }),
    pay: async (orderId, outcome) => {
      await control(`/razorpay/orders/${orderId}/pay`, { outcome })
    },
    dispute: async (paymentId, outcome) => {
      const { id } = (await control('/razorpay/disputes', { payment_id: paymentId })) as { id: string }
      await control(`/razorpay/disputes/${id}/close`, { outcome })
    },
  }
}
