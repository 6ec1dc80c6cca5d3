import type { HttpReply } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { PaymentIntent } from '../objects/payment-intent.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'

type ErrorInput = {
  /** 400 unless told otherwise. */
  readonly status?: number
  readonly type?: 'invalid_request_error' | 'card_error' | 'api_error' | 'idempotency_error'
  readonly message: string
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly charge?: string
  readonly payment_intent?: PaymentIntent
  readonly payment_method?: PaymentMethod
}

/**
 * A refusal in Stripe's own shape and, where they are known, in its own words. Thrown, it takes back what the
 * request did; returned by an operation, what was done stays (a payment that was tried and declined).
 */
export class StripeError extends Error {
  readonly input: ErrorInput

  constructor(input: ErrorInput) {
    super(input.message)
    this.name = 'StripeError'
    this.input = input
  }
}

/** The error as the API shows it; what it carries is not serialized yet. */
export function stripeErrorBody({ input }: StripeError, requestId: string): object {
  const { status: _status, type = 'invalid_request_error', code, ...rest } = input
  const error = {
    ...rest,
    ...(code ? { code, doc_url: docUrl(code) } : {}),
    request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
    type,
  }
  return { error }
}

/** For refusals that carry no object. */
export function stripeErrorReply(refusal: StripeError, requestId: string): HttpReply {
  return jsonReply(stripeErrorBody(refusal, requestId), { status: statusOf(refusal) })
}

export function statusOf({ input }: StripeError): number {
  return input.status ?? 400
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`
}

export function noSuch(input: {
  readonly what: string
  readonly id: string
  readonly param?: string
  readonly status?: number
}): StripeError {
  const { what, id, param = 'id', status = 404 } = input
  return new StripeError({ status, code: 'resource_missing', param, message: `No such ${what}: '${id}'` })
}

export function invalidRequest(message: string, param?: string, code?: string): StripeError {
  return new StripeError({ message, ...(param ? { param } : {}), ...(code ? { code } : {}) })
}
