'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'

/** Which of a customer's subscriptions is meant, as the API asks for it. Null: the customer's own. */
type BillingScope = { family: string; api_key_id: string } | null

const ScopeContext = createContext<BillingScope>(null)

export const useBillingScope = (): BillingScope => useContext(ScopeContext)

/** Everything about billing below it is about what this API key holds. */
export function KeyScope(props: { family: string; apiKeyId: string; children: ReactNode }) {
  const { family, apiKeyId, children } = props
  return <ScopeContext value={{ family, api_key_id: apiKeyId }}>{children}</ScopeContext>
}

/** Reads something of the subscription that is meant. */
export function useScopedQuery<Schema extends z.ZodType>({
  key,
  path,
  schema,
}: {
  key: readonly unknown[]
  path: string
  schema: Schema
}) {
  const scope = useBillingScope()
  return useApiQuery({
    key: [...key, scope],
    path: scope ? `${path}?${new URLSearchParams(scope)}` : path,
    schema,
  })
}
