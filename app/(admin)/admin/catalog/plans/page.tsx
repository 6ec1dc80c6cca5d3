import type { Metadata } from 'next'
import { PlanList } from '#components/admin/catalog/plans/plan-list.tsx'

export const metadata: Metadata = { title: 'Plans' }

export default function PlansPage() {
  return <PlanList />
}
