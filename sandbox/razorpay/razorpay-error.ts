import type { HttpReply } from '../http/http-types.ts'
import { jsonReply } from '../http/replies.ts'

type ErrorInput = {
  readonly status?: number
  readonly code?: 'BAD_REQUEST_ERROR' | 'SERVER_ERROR' | 'GATEWAY_ERROR'
  readonly description: string
  readonly field?: string
  readonly reason?: string
  readonly metadata?: Readonly<Record<string, string>>
}

/** A refusal in Razorpay's own shape and, where they are known, in its own words. */
export class RazorpayError extends Error {
  readonly input: ErrorInput

  constructor(input: ErrorInput) {
    super(input.description)
    this.name = 'RazorpayError'
    this.input = input
  }
}

export function razorpayErrorReply({ input }: RazorpayError): HttpReply {
  const error = {
    code: input.code ?? 'BAD_REQUEST_ERROR',
    description: input.description,
    source: 'business',
    step: 'payment_initiation',
    reason: input.reason ?? 'input_validation_failed',
    metadata: input.metadata ?? {},
    ...(input.field === undefined ? {} : { field: input.field }),
  }
  return jsonReply({ error }, { status: input.status ?? 400 })
}

export function invalidField(field: string, description: string): RazorpayError {
  return new RazorpayError({ field, description })
}

export function idDoesNotExist(): RazorpayError {
  return new RazorpayError({ description: 'The id provided does not exist' })
}

export function orderAlreadyPaid(): RazorpayError {
  const description = 'Your payment has been declined as the order is already paid'
  return new RazorpayError({ description, reason: 'order_already_paid' })
}

export function invoiceCancelled(): RazorpayError {
  const description = 'Your payment has been declined as the invoice is cancelled'
  return new RazorpayError({ description, reason: 'invoice_cancelled' })
}

/** Documented as this bare body, without the other members. */
export function authenticationFailedReply(): HttpReply {
  const error = { code: 'BAD_REQUEST_ERROR', description: 'Authentication failed' }
  return jsonReply({ error }, { status: 401, headers: { 'www-authenticate': 'Basic realm="Razorpay"' } })
}
