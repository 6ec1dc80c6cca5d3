import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ComponentType } from 'react'
import { CustomerRows } from '#components/admin/analytics/customer-rows.tsx'
import { MovementRows } from '#components/admin/analytics/movement-rows.tsx'
import { MrrRows } from '#components/admin/analytics/mrr-rows.tsx'
import { RenewalRows } from '#components/admin/analytics/renewal-rows.tsx'
import { RevenueRows } from '#components/admin/analytics/revenue-rows.tsx'
import { UpgradeRows } from '#components/admin/analytics/upgrade-rows.tsx'

export const metadata: Metadata = { title: 'Analytics' }

const FIGURES = new Map<string, ComponentType>([
  ['mrr', MrrRows],
  ['movements', MovementRows],
  ['customers', CustomerRows],
  ['upgrades', UpgradeRows],
  ['renewals', RenewalRows],
  ['revenue', RevenueRows],
])

/** The rows behind a figure. */
export default async function FigurePage({ params }: { params: Promise<{ figure: string }> }) {
  const Rows = FIGURES.get((await params).figure)
  if (!Rows) notFound()
  return <Rows />
}
