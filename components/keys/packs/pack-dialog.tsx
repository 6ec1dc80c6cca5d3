'use client'

import { useState } from 'react'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { QuotedDialog } from '#components/billing/purchase/quoted-dialog.tsx'
import { usePackages } from '#components/keys/key-queries.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Field } from '#components/ui/field.tsx'
import { Money } from '#components/ui/money.tsx'
import { RadioCard } from '#components/ui/radio-card.tsx'
import { Select } from '#components/ui/select.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import type { PackageView } from '#lib/keys/statistics-schemas.ts'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'

type PackDialogProps = {
  /** Code of the pack that is chosen at first; null, or one that is not sold: the smallest. */
  start: string | null
  timeZone: string
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
}

const MONTHS = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: index === 0 ? '1 month' : `${index + 1} months`,
}))

/** More requests a day for a key: which pack, for how long, and whether it goes on by itself (S2.7). */
export function PackDialog({ start, ...rest }: PackDialogProps) {
  const packages = usePackages()
  const [picked, setPicked] = useState(start)
  const [months, setMonths] = useState('1')
  const [renews, setRenews] = useState(false)
  const pack = packages.data?.find(({ code }) => code === picked) ?? packages.data?.[0]
  return (
    <QuotedDialog
      title="Buy a request pack"
      description="More requests a day, used once the tier’s own are used up. It counts as soon as it is paid."
      wish={{
        addons: pack ? [{ action: 'add', code: pack.code, quantity: 1, months: Number(months) }] : [],
        ...(renews ? { auto_renew: true } : {}),
      }}
      goesOn={renews ? 'approved' : 'billed'}
      {...rest}
    >
      {(busy) => (
        <>
          {packages.isPending && <PacksSkeleton />}
          {packages.isError && !packages.data && (
            <ErrorState
              title="The packs could not be loaded"
              onRetry={() => packages.refetch()}
              retrying={packages.isFetching}
            >
              {packages.error.message}
            </ErrorState>
          )}
          {packages.data && pack && (
            <>
              <PackPicks packages={packages.data} picked={pack.code} disabled={busy} onPick={setPicked} />
              <Field label="For how long">
                <Select value={months} options={MONTHS} disabled={busy} onValueChange={setMonths} />
              </Field>
              <SwitchRow title="Renew by itself" checked={renews} disabled={busy} onCheckedChange={setRenews}>
                Afterwards the card you pay with is charged{' '}
                <Money amountMinor={monthlyMinor(pack)} currency={pack.currency} /> a month, until you turn it
                off.
              </SwitchRow>
            </>
          )}
        </>
      )}
    </QuotedDialog>
  )
}

type PackPicksProps = {
  packages: readonly PackageView[]
  picked: string
  disabled: boolean
  onPick: (code: string) => void
}

function PackPicks({ packages, picked, disabled, onPick }: PackPicksProps) {
  return (
    <fieldset className="flex flex-col gap-2" disabled={disabled}>
      <legend className="mb-2 font-medium">Pack</legend>
      {packages.map((pack) => (
        <RadioCard
          key={pack.code}
          name="pack"
          title={pack.displayName}
          checked={pack.code === picked}
          onSelect={() => onPick(pack.code)}
        >
          <span className="numeric">
            +{pack.additionalRequests.toLocaleString('en')} requests a day ·{' '}
            <Money amountMinor={monthlyMinor(pack)} currency={pack.currency} />
            /month
          </span>
        </RadioCard>
      ))}
    </fieldset>
  )
}

function PacksSkeleton() {
  return (
    <SkeletonRegion label="Loading the packs" className="flex flex-col gap-2">
      {['small', 'medium', 'large', 'enterprise'].map((row) => (
        <Skeleton key={row} className="h-16 w-full" />
      ))}
    </SkeletonRegion>
  )
}

function monthlyMinor({ monthlyPrice, currency }: PackageView): bigint {
  return minorOfMajor({ amount: monthlyPrice, currency })
}
