'use client'

import type { ReactNode } from 'react'
import { AddonTrouble } from './auto-renew/addon-trouble.tsx'
import { BillingTabs } from './billing-tabs.tsx'
import { Announcements } from './notices/announcements.tsx'
import { Notices } from './notices/notices.tsx'
import { PlanHeader } from './plan/plan-header.tsx'
import { RenewalTrouble } from './plan/renewal-trouble.tsx'
import { OpenPurchases } from './purchase/open-purchases.tsx'
import { PurchaseFlow } from './purchase/purchase-flow.tsx'
import { useTimeZone } from './use-overview.ts'

/** What stands above every billing page: the plan, what there is to know, and the way through a purchase. */
export function BillingFrame({ children }: { children: ReactNode }) {
  const timeZone = useTimeZone()
  return (
    <PurchaseFlow timeZone={timeZone}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-3">
          <h1 className="text-2xl font-semibold">Billing</h1>
          <PlanHeader />
        </div>
        <div className="flex flex-col gap-3 empty:hidden">
          <RenewalTrouble />
          <AddonTrouble />
          <Announcements />
          <OpenPurchases timeZone={timeZone} />
          <Notices />
        </div>
        <BillingTabs>{children}</BillingTabs>
      </div>
    </PurchaseFlow>
  )
}
