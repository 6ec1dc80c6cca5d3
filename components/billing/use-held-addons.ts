'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'
import { billingKeys } from './billing-keys.ts'

const heldAddons = z.array(userAddonResponse)

/** `GET /api/addons/my-addons` (S0.4): what is held now. */
export const useHeldAddons = () =>
  useApiQuery({ key: billingKeys.addons, path: '/api/addons/my-addons', schema: heldAddons })
