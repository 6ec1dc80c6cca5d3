'use client'

import { useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { keyQueries, usePackages } from '#components/keys/key-queries.ts'
import { requests } from '#components/keys/today-words.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/date-time.tsx'
import { MeterBar } from '#components/ui/meter.tsx'
import { Money } from '#components/ui/money.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import { type PackView, packView } from '#lib/keys/pack-schemas.ts'

/** A pack: what is left of it today, when it ends, and whether it renews by itself. */
export function PackCard({ pack, timeZone }: { pack: PackView; timeZone: string }) {
  const { addOnPackage: code, additionalRequests, requestsRemaining, currency, expiresAt } = pack
  const name = usePackages().data?.find((known) => known.code === code)?.displayName ?? code
  const used = (additionalRequests ?? 0) - (requestsRemaining ?? 0)
  const monthlyMinor = minorOfMajor({ amount: pack.monthlyPrice, currency })
  return (
    <li>
      <Card className="h-full gap-4 p-5">
        <div className="flex items-start justify-between gap-3">
          <div>
            <h3 className="font-medium">{name}</h3>
            <p className="text-ink-muted">+{requests(additionalRequests)} requests a day</p>
          </div>
          <p className="text-right text-ink-muted">
            {monthlyMinor === 0n ? (
              'Granted'
            ) : (
              <>
                <Money amountMinor={monthlyMinor} currency={currency} className="text-ink" />
                /month
              </>
            )}
          </p>
        </div>
        {additionalRequests !== null && requestsRemaining !== null && (
          <div className="flex flex-col gap-2">
            <MeterBar
              label={`${name}: requests today`}
              used={used}
              segments={[
                {
                  key: 'pack',
                  label: name,
                  amount: additionalRequests,
                  width: 100,
                  filled: additionalRequests === 0 ? 0 : (used / additionalRequests) * 100,
                },
              ]}
              format={requests}
              firstColor={1}
            />
            <p className="numeric text-ink-muted">
              <span className="text-ink">{requests(requestsRemaining)}</span> of{' '}
              {requests(additionalRequests)} left today
            </p>
          </div>
        )}
        {monthlyMinor > 0n && expiresAt !== null ? (
          <AutoRenew pack={pack} timeZone={timeZone} expiresAt={expiresAt} />
        ) : (
          <p className="mt-auto text-ink-muted">
            {expiresAt === null ? (
              'Stays until it is taken back'
            ) : (
              <>
                Ends <DateTime iso={expiresAt} timeZone={timeZone} />
              </>
            )}
          </p>
        )}
      </Card>
    </li>
  )
}

type AutoRenewProps = { pack: PackView; timeZone: string; expiresAt: string }

function AutoRenew({ pack, timeZone, expiresAt }: AutoRenewProps) {
  const client = useQueryClient()
  const change = useApiMutation({
    call: (autoRenew: boolean) => ({
      method: 'PATCH',
      path: `/api/v1/api-keys/addons/held/${pack.id}`,
      body: { autoRenew },
    }),
    schema: packView,
    onSuccess: () => client.invalidateQueries({ queryKey: keyQueries.all }),
  })
  const renews = change.isPending ? change.variables : pack.autoRenew
  const end = <DateTime iso={expiresAt} timeZone={timeZone} className="text-ink" />
  return (
    <div className="mt-auto">
      <SwitchRow
        title="Renew by itself"
        checked={renews}
        disabled={change.isPending}
        onCheckedChange={(autoRenew) =>
          change.mutate(autoRenew, { onError: (error) => toast.error(error.message) })
        }
      >
        {renews ? <>Renews on {end}, for another month.</> : <>Ends on {end}.</>}
      </SwitchRow>
    </div>
  )
}
