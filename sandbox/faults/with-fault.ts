import type { Handler, HttpReply, HttpRequest } from '../http/http-types.ts'
import type { Provider } from '../provider.ts'
import type { Store } from '../store/open-store.ts'
import { takeFault } from './take-fault.ts'

/** Answers a provider's call, or lets it fail in the way somebody asked for. `word` gives the provider's error bodies. */
export async function withFault(input: {
  readonly store: Store
  readonly provider: Provider
  readonly request: HttpRequest
  readonly next: Handler
  readonly word: (fault: 'error-500' | 'error-429' | 'conflict-409') => HttpReply
}): Promise<HttpReply> {
  const { store, provider, request, next } = input
  const fault = takeFault(store, { provider, method: request.method, pathname: request.url.pathname })
  switch (fault) {
    case null:
      return next(request)
    case 'error-500':
    case 'error-429':
    case 'conflict-409':
      return input.word(fault)
    case 'timeout-before':
      return { kind: 'hang' }
    case 'timeout-after-commit':
      await next(request)
      return { kind: 'hang' }
    case 'reset':
      return { kind: 'reset' }
    default:
      return fault satisfies never
  }
}
