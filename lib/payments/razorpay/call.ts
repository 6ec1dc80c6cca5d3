import { ProviderError } from '../provider.ts'

type SdkError = { statusCode?: number; error?: { code?: string; description?: string } }

/**
 * Runs a call of the SDK and turns what it throws into a ProviderError. The SDK throws plain objects for answers it
 * got, and a TypeError when none came: then nobody knows whether it was done.
 */
export async function call<Result>(request: () => Promise<Result>): Promise<Result> {
  try {
    return await request()
  } catch (error) {
    throw toProviderError(error)
  }
}

function toProviderError(error: unknown): ProviderError {
  const { statusCode, error: body } = isSdkError(error) ? error : {}
  const description = body?.description ?? (error instanceof Error ? error.message : 'no answer')
  const clientError = statusCode !== undefined && statusCode >= 400 && statusCode < 500
  const refused = clientError && !isPassing(statusCode, description)
  return new ProviderError({
    outcome: refused ? 'refused' : 'unknown',
    code: body?.code ?? 'NO_ANSWER',
    message: `Razorpay: ${description}`,
    cause: error,
  })
}

/** Conflicts and rate limits pass; asking again may be answered otherwise. Some conflicts are answered with a 400. */
function isPassing(statusCode: number, description: string) {
  return statusCode === 409 || statusCode === 429 || /operation is in progress/i.test(description)
}

function isSdkError(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'statusCode' in error
}

/** Razorpay answered that it will not, rather than that we may not ask: keys that are wrong refuse everything. */
export function isRefusal(error: ProviderError): boolean {
  const status = isSdkError(error.cause) ? error.cause.statusCode : undefined
  return error.outcome === 'refused' && status !== 401 && status !== 403
}

/** Reading has no other refusal than that there is nothing to read; an id of the wrong form is a 404. */
export function isNoSuchId(error: ProviderError): boolean {
  const status = isSdkError(error.cause) ? error.cause.statusCode : undefined
  return status === 400 || status === 404
}
