'use client'

import { billingOverview } from '#lib/subscriptions/schemas.ts'
import { billingKeys } from './billing-keys.ts'
import { useScopedQuery } from './billing-scope.tsx'

/** `GET /api/billing/overview`: the plan, where it is heading, and the zone dates are told in. */
export const useOverview = () =>
  useScopedQuery({ key: billingKeys.overview, path: '/api/billing/overview', schema: billingOverview })

/** The issuer's zone. Until it is known no date is on the screen, so what stands in for it is never seen for long. */
export const useTimeZone = (): string => useOverview().data?.timeZone ?? 'UTC'
