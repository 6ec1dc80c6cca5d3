import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'

/** A refusal stays a refusal however often it is asked; only a failure of ours or of the network is worth a retry. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500)

/** A session that has ended leads to the sign-in page, and from there back to where one was. */
const leaveWhenSignedOut = (error: Error) => {
  if (!(error instanceof ProblemError) || error.status !== 401) return
  const { pathname, search } = window.location
  if (pathname.startsWith('/sign-in')) return
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`)
}

/** `networkMode: always`: without a connection a click says so at once, instead of waiting for one unseen. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: worthRetrying, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
