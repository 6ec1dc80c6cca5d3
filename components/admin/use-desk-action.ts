'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'

/**
 * Something staff do at the desk: sent once per click, also when it is a double one, and whatever comes of it, lists and
 * pages are read anew. What it was decided on may be what changed.
 */
export function useDeskAction<Body, Schema extends z.ZodType>({
  path,
  method = 'POST',
  schema,
  onDone,
}: {
  path: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  schema: Schema
  onDone?: (data: z.output<Schema>) => void
}) {
  const client = useQueryClient()
  const sending = useRef(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['admin'] })
  const action = useApiMutation({
    call: (body: Body) => ({ path, method, body }),
    schema,
    onSuccess: async (data) => {
      await refresh()
      onDone?.(data)
    },
  })
  return {
    isPending: action.isPending,
    error: action.error,
    reset: action.reset,
    send: (body: Body) => {
      // A double click comes again before anything is drawn anew.
      if (sending.current) return
      sending.current = true
      action.mutate(body, {
        onError: refresh,
        onSettled: () => {
          sending.current = false
        },
      })
    },
  }
}
