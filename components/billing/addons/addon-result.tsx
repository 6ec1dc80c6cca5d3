'use client'

import Link from 'next/link'
import { PurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { useTimeZone } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { ActiveAddons } from './active-addons.tsx'

const WORDS = {
  added: 'Your add-on was added',
  updated: 'Your add-on was updated',
}

/** What a purchase of add-ons did, and what is held now. */
export function AddonResult({ did }: { did: keyof typeof WORDS | null }) {
  const timeZone = useTimeZone()
  return (
    <PurchaseFlow timeZone={timeZone}>
      <div className="flex flex-col gap-8">
        <h1 className="text-2xl font-semibold">Payments</h1>
        {did && (
          <Callout
            tone="success"
            role="status"
            title={WORDS[did]}
            actions={
              <Button size="sm" variant="secondary" asChild>
                <Link href="/billing">Go to billing</Link>
              </Button>
            }
          >
            The rest of this period was charged just now; the whole price is on your next bill.
          </Callout>
        )}
        <ActiveAddons timeZone={timeZone} />
      </div>
    </PurchaseFlow>
  )
}
