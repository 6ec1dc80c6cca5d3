import type { Metadata } from 'next'
import { PlanScreen } from '#components/admin/catalog/plans/plan-screen.tsx'

export const metadata: Metadata = { title: 'Plan' }

export default async function PlanPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <PlanScreen id={id} />
}
