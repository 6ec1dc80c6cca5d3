'use client'

import { useApiQuery } from '#components/api/use-api-query.ts'
import { phoneView } from '#lib/phones/schemas.ts'

export const phoneKey = ['phone'] as const

/** `GET /api/phone` (S2.10): whether and where alerts are texted. */
export const usePhone = () => useApiQuery({ key: phoneKey, path: '/api/phone', schema: phoneView })
