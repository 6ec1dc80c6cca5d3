import type { ProviderRefund } from '../provider.ts'
import { call } from './call.ts'
import { refundObject } from './objects.ts'
import { toRefund } from './read-payments.ts'

/** The HTTP client inside the SDK. */
export type Transport = {
  defaults: { baseURL: string; timeout: number }
  post(path: string, body: unknown, options: { headers: Record<string, string> }): Promise<{ data: unknown }>
}

type HttpError = { response?: { status: number; data?: { error?: unknown } } }

/**
 * Refunds through the SDK's own client: its method cannot send the idempotency header, without which a repeated
 * call refunds twice.
 */
export async function refundPayment(
  transport: Transport,
  refund: { paymentId: string; amountMinor: bigint; reference: string; reason: string },
): Promise<ProviderRefund> {
  const path = `/v1/payments/${refund.paymentId}/refund`
  const body = {
    amount: Number(refund.amountMinor),
    speed: 'normal',
    receipt: refund.reference,
    notes: { reason: refund.reason },
  }
  const headers = { 'X-Refund-Idempotency': refund.reference }
  const answer = await call(() => transport.post(path, body, { headers }).catch(asSdkError))
  return toRefund(refundObject.parse(answer.data))
}

/** What the SDK's methods do with an answer that is an error. */
function asSdkError(error: HttpError): never {
  if (!error.response) throw error
  throw { statusCode: error.response.status, error: error.response.data?.error }
}
