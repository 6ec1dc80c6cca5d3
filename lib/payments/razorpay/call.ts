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
  const refused = statusCode !== undefined && statusCode >= 400 && statusCode < 500 && !isPassing(statusCode)
  return new ProviderError({
    outcome: refused ? 'refused' : 'unknown',
    code: body?.code ?? 'NO_ANSWER',
    message: `Razorpay: ${description}`,
    cause: error,
  })
}

/** Conflicts and rate limits pass; asking again may be answered otherwise. */
function isPassing(statusCode: number) {
  return statusCode === 409 || statusCode === 429
}

function isSdkError(error: unknown): error is SdkError {
  return typeof error === 'object' && error !== null && 'statusCode' in error
}
