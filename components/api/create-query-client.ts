import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'

/** A refusal stays a refusal however often it is asked; only a failure of ours or of the network is worth a retry. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ProblemError && error.status < 500)

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: worthRetrying },
      mutations: { retry: false },
    },
  })
