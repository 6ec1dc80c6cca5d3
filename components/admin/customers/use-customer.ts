'use client'

import { useApiQuery } from '#components/api/use-api-query.ts'
import { customerDetail } from '#lib/admin/customer-schemas.ts'

export function useCustomer(id: string) {
  return useApiQuery({
    key: ['admin', 'customer', id],
    path: `/api/admin/customers/${id}`,
    schema: customerDetail,
  })
}
