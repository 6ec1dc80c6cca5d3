'use client'

import { useState } from 'react'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { QuotedDialog } from '#components/billing/purchase/quoted-dialog.tsx'
import { usePackages, useRecommendation } from '#components/keys/key-queries.ts'
import { Badge } from '#components/ui/badge.tsx'
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
  apiKeyId: string
  /** Code of the pack that is chosen at first; null, or one that is not sold: the recommended one, or the smallest. */
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
export function PackDialog({ apiKeyId, start, ...rest }: PackDialogProps) {
  const packages = usePackages()
  const recommended = useRecommended(apiKeyId)
  const [picked, setPicked] = useState(start)
  const [months, setMonths] = useState('1')
  const [renews, setRenews] = useState(false)
  const named = (code: string | null) => packages.data?.find((known) => known.code === code)
  const preselected = recommended.isPending ? undefined : (named(recommended.code) ?? packages.data?.[0])
  const pack = named(picked) ?? preselected
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
          {!pack && !packages.isError && <PacksSkeleton />}
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
              <PackPicks
                packages={packages.data}
                picked={pack.code}
                recommended={recommended}
                disabled={busy}
                onPick={setPicked}
              />
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

type Recommended = { code: string | null; reason: string | null; isPending: boolean }

/** What the API recommends for the key's use; nothing where its use tells nothing, or it could not be asked. */
function useRecommended(apiKeyId: string): Recommended {
  const { data, isPending } = useRecommendation(apiKeyId)
  if (!data || data.basedOn === 'nothing') return { code: null, reason: null, isPending }
  // The price a request stays out: it is for comparing packs, which the list does.
  const reason = data.recommendationReason.replace(/ \([^)]*\)/, '')
  return { code: data.recommendedPackage, reason, isPending }
}

type PackPicksProps = {
  packages: readonly PackageView[]
  picked: string
  recommended: Recommended
  disabled: boolean
  onPick: (code: string) => void
}

function PackPicks({ packages, picked, recommended, disabled, onPick }: PackPicksProps) {
  const isListed = packages.some(({ code }) => code === recommended.code)
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
          mark={pack.code === recommended.code && <Badge tone="accent">Recommended</Badge>}
        >
          <span className="numeric">
            +{pack.additionalRequests.toLocaleString('en')} requests a day ·{' '}
            <Money amountMinor={monthlyMinor(pack)} currency={pack.currency} />
            /month
          </span>
          {pack.code === recommended.code && <span className="mt-1 block">{recommended.reason}</span>}
        </RadioCard>
      ))}
      {!isListed && recommended.reason && <p className="text-ink-muted">{recommended.reason}</p>}
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
