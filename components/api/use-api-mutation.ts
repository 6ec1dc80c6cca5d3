'use client'

import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { intentKey } from './intent-key.ts'
import { ProblemError } from './problem-error.ts'
import { request } from './request.ts'

type Call = { method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body?: unknown }

type ApiMutation<Variables, Schema extends z.ZodType> = {
  call: (variables: Variables) => Call
  schema: Schema
  onSuccess?: (data: z.output<Schema>, variables: Variables) => void | Promise<void>
}

/**
 * A change through our API. Repeating what got no answer repeats its idempotency key, so a click on "try again"
 * after a lost connection never does the thing twice; once answered, even with a refusal, the next click is a new wish.
 */
export function useApiMutation<Variables, Schema extends z.ZodType>({
  call,
  schema,
  onSuccess,
}: ApiMutation<Variables, Schema>) {
  const wish = useRef<{ text: string; key: string } | null>(null)
  return useMutation<z.output<Schema>, Error, Variables>({
    mutationFn: async (variables) => {
      const { method = 'POST', path, body } = call(variables)
      const text = JSON.stringify([method, path, body])
      if (wish.current?.text !== text) wish.current = { text, key: intentKey() }
      try {
        const { data } = await request({ method, path, body, schema, idempotencyKey: wish.current.key })
        wish.current = null
        return data
      } catch (error) {
        const answered = error instanceof ProblemError && error.status >= 400 && error.status < 500
        if (answered) wish.current = null
        throw error
      }
    },
    onSuccess,
  })
}
