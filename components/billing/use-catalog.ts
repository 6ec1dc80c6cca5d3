'use client'

import { z } from 'zod'
import { catalogOffer } from '#lib/catalog/schemas.ts'
import { billingKeys } from './billing-keys.ts'
import { useScopedQuery } from './billing-scope.tsx'

const catalog = z.array(catalogOffer)

/** `GET /api/billing/catalog`: every add-on as it is offered to this customer. */
export const useCatalog = () =>
  useScopedQuery({ key: billingKeys.catalog, path: '/api/billing/catalog', schema: catalog })
