import { Tags } from 'lucide-react'
import type { Metadata } from 'next'
import { PriceListView } from '#components/pricing/price-list-view.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { currentViewer } from '#lib/auth/require-viewer.ts'
import { listPriceLists } from '#lib/catalog/list-price-lists.ts'
import { findOwnEntitlements } from '#lib/entitlements/find-own-entitlements.ts'

export const metadata: Metadata = { title: 'Pricing' }

type PricingPageProps = { searchParams: Promise<{ family?: string | string[] }> }

/** S3.5 what is sold: to a customer in its own family, to others in every one, or in the one the address names. */
export default async function PricingPage({ searchParams }: PricingPageProps) {
  const { family } = await searchParams
  const viewer = await currentViewer()
  const own =
    viewer?.customerId != null
      ? await findOwnEntitlements({ customerId: viewer.customerId, userId: viewer.userId })
      : null
  const lists = await listPriceLists({ family: typeof family === 'string' ? family : own?.family.code })
  return (
    <div className="flex flex-col gap-16">
      <div>
        <h1 className="text-2xl font-semibold">Pricing</h1>
        <p className="mt-1 text-ink-muted">
          A plan for what you do every month, and add-ons for what you need on top of it.
        </p>
      </div>
      {lists.length === 0 && (
        <EmptyState icon={Tags} title="Nothing is on sale here">
          The link may be old. Look at the prices without it.
        </EmptyState>
      )}
      {lists.map((list) => (
        <PriceListView
          key={list.family.code}
          list={list}
          own={own?.family.code === list.family.code ? own : null}
          isVisitor={viewer === null}
        />
      ))}
    </div>
  )
}
