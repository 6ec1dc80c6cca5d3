'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { planChoice } from '#lib/subscriptions/schemas.ts'
import { billingKeys } from './billing-keys.ts'

const plans = z.array(planChoice)

/** `GET /api/billing/plans`: every plan, beside the one that is held. */
export const usePlans = () =>
  useApiQuery({ key: billingKeys.plans, path: '/api/billing/plans', schema: plans })
