'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { packView } from '#lib/keys/pack-schemas.ts'
import { apiKeyView, ceilingView } from '#lib/keys/schemas.ts'
import {
  keyAnalytics,
  keyStatistics,
  packageView,
  recommendationsView,
} from '#lib/keys/statistics-schemas.ts'

const KEYS = [...billingKeys.held, 'keys']

/** Query keys of what is known of API keys; a purchase changes what they hold. */
export const keyQueries = {
  all: KEYS,
  list: [...KEYS, 'list'],
  ceiling: [...KEYS, 'ceiling'],
  key: (id: string) => [...KEYS, id],
} as const

/** Today's meter moves while one looks. */
const METER_EVERY_MS = 10_000
const MOST_KEYS = 100

/** `GET /api/v1/api-keys` (S2.2): all of them; there are no more than one page holds. */
export const useKeys = () =>
  useApiQuery({
    key: keyQueries.list,
    path: `/api/v1/api-keys?per_page=${MOST_KEYS}`,
    schema: z.array(apiKeyView),
  })

export const useKey = (id: string) =>
  useApiQuery({ key: keyQueries.key(id), path: `/api/v1/api-keys/${id}`, schema: apiKeyView })

/** `GET /api/v1/api-keys/ceiling` (S2.2): of all keys together. */
export const useCeiling = () =>
  useApiQuery({
    key: keyQueries.ceiling,
    path: '/api/v1/api-keys/ceiling',
    schema: ceilingView,
    pollEveryMs: METER_EVERY_MS,
  })

/** `GET /api/v1/api-keys/statistics/{apiKeyId}` (S2.8): the day that runs. */
export const useKeyStatistics = (id: string) =>
  useApiQuery({
    key: [...keyQueries.key(id), 'statistics'],
    path: `/api/v1/api-keys/statistics/${id}`,
    schema: keyStatistics,
    pollEveryMs: METER_EVERY_MS,
  })

/** `GET /api/v1/api-keys/statistics/{apiKeyId}/analytics` (S2.8, S2.11): thirty days and the advice. */
export const useKeyAnalytics = (id: string) =>
  useApiQuery({
    key: [...keyQueries.key(id), 'analytics'],
    path: `/api/v1/api-keys/statistics/${id}/analytics?days=30`,
    schema: keyAnalytics,
  })

/** `GET /api/v1/api-keys/addons/held` (S2.12). */
export const useKeyPacks = (id: string) =>
  useApiQuery({
    key: [...keyQueries.key(id), 'packs'],
    path: `/api/v1/api-keys/addons/held?apiKeyId=${id}`,
    schema: z.array(packView),
  })

/** `GET /api/v1/api-keys/addons/packages` (S2.7). */
export const usePackages = () =>
  useApiQuery({
    key: [...KEYS, 'packages'],
    path: '/api/v1/api-keys/addons/packages',
    schema: z.array(packageView),
  })

/** `GET /api/v1/api-keys/addons/{apiKeyId}/recommendations` (S2.7): the pack for what the key's last 30 days needed. */
export const useRecommendation = (id: string) =>
  useApiQuery({
    key: [...keyQueries.key(id), 'recommendation'],
    path: `/api/v1/api-keys/addons/${id}/recommendations`,
    schema: recommendationsView,
  })
