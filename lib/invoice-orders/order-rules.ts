import type { ProviderOrder } from '#lib/payments/provider.ts'

/** Whether a payment of it waits for a bank, so that no other is needed. */
export function isUnderWay({ payments }: ProviderOrder): boolean {
  return payments.some(({ status }) => status === 'authorized' || status === 'pending')
}
