'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { request } from './request.ts'

type ApiQuery<Schema extends z.ZodType> = {
  key: readonly unknown[]
  path: string
  schema: Schema
  /** Shows the page before while the next one of a list is fetched. */
  keepPrevious?: boolean
}

/** Reads from our API. `data` is parsed with the contract of the endpoint. */
export function useApiQuery<Schema extends z.ZodType>({ key, path, schema, keepPrevious }: ApiQuery<Schema>) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request({ path, schema, signal })).data,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
