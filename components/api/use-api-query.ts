'use client'

import { keepPreviousData, type Query, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { request } from './request.ts'

type ApiQuery<Schema extends z.ZodType> = {
  key: readonly unknown[]
  path: string
  schema: Schema
  /** Shows the page before while the next one of a list is fetched. */
  keepPrevious?: boolean
  /** While it says so, it is asked for again every two seconds: something is about to happen to it. */
  pollWhile?: (data: z.output<Schema>) => boolean
  /** Asked for again every so often, as long as somebody looks. */
  pollEveryMs?: number
}

const POLL_EVERY_MS = 2000

/** Reads from our API. `data` is parsed with the contract of the endpoint. */
export function useApiQuery<Schema extends z.ZodType>({
  key,
  path,
  schema,
  keepPrevious,
  pollWhile,
  pollEveryMs,
}: ApiQuery<Schema>) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request({ path, schema, signal })).data,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(pollEveryMs ? { refetchInterval: pollEveryMs } : {}),
    ...(pollWhile
      ? {
          refetchInterval: (query: Query<z.output<Schema>>) => {
            const { data } = query.state
            return data !== undefined && pollWhile(data) ? POLL_EVERY_MS : false
          },
        }
      : {}),
  })
}
