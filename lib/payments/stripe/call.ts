import Stripe from 'stripe'
import { ProviderError } from '../provider.ts'

/** Runs a call of the SDK and turns what it throws into a ProviderError. */
export async function call<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request()
  } catch (error) {
    throw toProviderError(error)
  }
}

/** As `call`, or null when there is no such thing. */
export async function callOrNull<Result>(request: () => Promise<Result>): Promise<Result | null> {
  try {
    return await call(request)
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'resource_missing') return null
    throw error
  }
}

function toProviderError(error: unknown): ProviderError {
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  return new ProviderError({
    outcome: isRefusal(error) ? 'refused' : 'unknown',
    code: error.code ?? error.type,
    message: error.message,
    cause: error,
  })
}

/** Conflicts, rate limits and server errors pass; without an answer nobody knows whether it was done. */
function isRefusal({ statusCode }: { statusCode?: number | undefined }): boolean {
  return (
    statusCode !== undefined &&
    statusCode >= 400 &&
    statusCode < 500 &&
    statusCode !== 409 &&
    statusCode !== 429
  )
}
