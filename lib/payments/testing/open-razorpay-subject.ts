import { openRazorpaySandbox } from '../razorpay/testing/open-razorpay-sandbox.ts'
import type { ContractCall, ContractSubject } from './contract-subject.ts'

const calls: Record<ContractCall, { method: string; path: string }> = {
  open: { method: 'POST', path: '/v1/orders' },
  read: { method: 'GET', path: '/v1/orders/{id}' },
  refund: { method: 'POST', path: '/v1/payments/{id}/refund' },
}

export async function openRazorpaySubject(): Promise<ContractSubject> {
  const { sandbox, provider } = await openRazorpaySandbox()
  const price = { amountMinor: 35_800n, currency: 'INR' }
  const control = async (path: string, body: object = {}) => {
    const answer = await sandbox.control('POST', path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
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
    settle: async () => {
      await control('/clock', { advance: 'PT1M' })
    },
    fail: async (call, fault) => {
      await control('/faults', { provider: 'razorpay', ...calls[call], fault, times: 1000 })
    },
    recover: async () => {
      await control('/reset')
    },
    messages: async () => {
      await control('/clock', { advance: 'PT1S' })
      return sandbox.app.received.map(({ raw, headers }) => ({
        rawBody: Buffer.from(raw),
        header: (name: string) => String(headers[name] ?? '') || null,
      }))
    },
    stop: () => sandbox.stop(),
  }
}
