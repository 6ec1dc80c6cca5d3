'use client'

import { Lock } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { priceText, whoMayBuy } from './addon-words.tsx'
import { offerOf } from './gate-access.ts'
import { purchaseLink } from './purchase-link.ts'
import { useAddonAccess } from './use-addon-access.ts'

type NavAddonGateProps = {
  addon: string
  className?: string
  /** The item as it stands where the add-on is active. */
  children: ReactNode
  /** What stands in the locked item: icon and name. */
  label: ReactNode
}

/** S3.3 an item of a navigation: open, or locked with a word about what it takes, leading to where it is bought. */
export function NavAddonGate({ addon: code, className, children, label }: NavAddonGateProps) {
  const access = useAddonAccess(code)
  const offer = offerOf(access)
  if (access.allowed) return <>{children}</>
  if (!offer) return null
  const price = offer.price ? ` for ${priceText(offer.price)}` : ''
  return (
    <Tooltip text={`Comes with ${offer.name}${price}. ${whoMayBuy(offer)}`}>
      <Link href={purchaseLink(offer)} className={className}>
        {label}
        <Lock aria-hidden className="ml-auto size-3.5 shrink-0" />
        <span className="sr-only"> (locked)</span>
      </Link>
    </Tooltip>
  )
}
