'use client'

import { useId } from 'react'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { Money } from '#components/ui/money.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { isInTrouble } from './addon-course.ts'
import { HeldUntil } from './held-until.tsx'

type ActiveAddonCardProps = { addon: UserAddonResponse; timeZone: string; onManage: () => void }

/** S0.11, the seed's card for what is held: Active, Quantity, price a month, Manage. */
export function ActiveAddonCard({ addon, timeZone, onManage }: ActiveAddonCardProps) {
  const titleId = useId()
  const { currency } = addon
  const isDue = isInTrouble(addon)
  return (
    <Card
      role="group"
      aria-labelledby={titleId}
      className={cn('h-full', isDue ? 'border-warning-line' : 'border-success-line')}
    >
      <CardHeader className="flex-row items-start justify-between gap-3">
        <CardTitle id={titleId}>{addon.addon_name}</CardTitle>
        {isDue ? <Badge tone="warning">Payment due</Badge> : <Badge tone="success">Active</Badge>}
      </CardHeader>
      <CardContent className="flex flex-col gap-1">
        <p className="numeric text-ink-muted">Quantity: {addon.quantity}</p>
        <p className="mt-1 font-semibold text-lg">
          <Money amountMinor={minorOfMajor({ amount: addon.total_amount, currency })} currency={currency} />
          /month
        </p>
        <p className="mt-1 text-ink-muted">
          <HeldUntil addon={addon} timeZone={timeZone} />
        </p>
      </CardContent>
      <CardFooter>
        <Button
          variant="secondary"
          size="sm"
          className="w-full"
          aria-describedby={titleId}
          onClick={onManage}
        >
          Manage
        </Button>
      </CardFooter>
    </Card>
  )
}
