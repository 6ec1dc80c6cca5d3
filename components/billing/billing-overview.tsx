'use client'

import { ActiveAddons } from './addons/active-addons.tsx'
import { AvailableAddons } from './addons/available-addons.tsx'
import { LimitsSection } from './limits/limits-section.tsx'
import { BuyFromLink } from './purchase/buy-from-link.tsx'
import { ReturnFromCheckout } from './purchase/return-from-checkout.tsx'
import { useTimeZone } from './use-overview.ts'

/** S0.11 and S0.12 on one page: what one may do, what one holds, and what there is to add. */
export function BillingOverview() {
  const timeZone = useTimeZone()
  return (
    <div className="flex flex-col gap-12">
      <LimitsSection timeZone={timeZone} />
      <ActiveAddons timeZone={timeZone} />
      <AvailableAddons />
      <BuyFromLink />
      <ReturnFromCheckout />
    </div>
  )
}
