'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'

type DetailProps<Data> = {
  query: UseQueryResult<Data>
  /** What it is, in the singular: "purchase". */
  label: string
  children: (data: Data) => ReactNode
}

/** One thing with everything about it, while it loads, when it cannot be, and then. */
export function Detail<Data>({ query, label, children }: DetailProps<Data>) {
  const { data, isError, error, refetch, isFetching } = query
  if (data !== undefined) return children(data)
  if (isError) {
    return (
      <ErrorState title={`This ${label} could not be loaded`} onRetry={() => refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    )
  }
  return (
    <SkeletonRegion label={`Loading the ${label}`} className="flex flex-col gap-6">
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-36 rounded-lg" />
      <Skeleton className="h-64 rounded-lg" />
    </SkeletonRegion>
  )
}
