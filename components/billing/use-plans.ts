'use client'

import { z } from 'zod'
import { planChoice } from '#lib/subscriptions/schemas.ts'
import { billingKeys } from './billing-keys.ts'
import { useScopedQuery } from './billing-scope.tsx'

const plans = z.array(planChoice)

/** `GET /api/billing/plans`: every plan, beside the one that is held. */
export const usePlans = () =>
  useScopedQuery({ key: billingKeys.plans, path: '/api/billing/plans', schema: plans })
