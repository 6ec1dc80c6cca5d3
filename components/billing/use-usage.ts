'use client'

import { useApiQuery } from '#components/api/use-api-query.ts'
import { usageOverview } from '#lib/metering/schemas.ts'
import { billingKeys } from './billing-keys.ts'

/** `GET /api/usage`: the plan, every limit with its use and sources, and the features held. */
export const useUsage = () =>
  useApiQuery({ key: billingKeys.usage, path: '/api/usage', schema: usageOverview })
