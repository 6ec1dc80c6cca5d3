'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { catalogOffer } from '#lib/catalog/schemas.ts'
import { billingKeys } from './billing-keys.ts'

const catalog = z.array(catalogOffer)

/** `GET /api/billing/catalog`: every add-on as it is offered to this customer. */
export const useCatalog = () =>
  useApiQuery({ key: billingKeys.catalog, path: '/api/billing/catalog', schema: catalog })
