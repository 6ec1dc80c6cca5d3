'use client'

import { useId } from 'react'
import { addonCourse } from '#components/billing/addons/addon-course.ts'
import { HeldUntil } from '#components/billing/addons/held-until.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { autoRenewView } from './auto-renew-view.ts'
import { useAutoRenew } from './use-auto-renew.ts'

type AutoRenewRowProps = {
  addon: UserAddonResponse
  /** Between two charges. */
  months: number
  timeZone: string
  onLeave: () => void
}

/** S0.10: whether a held add-on renews by itself, what that means, and the ways to change it. */
export function AutoRenewRow({ addon, months, timeZone, onLeave }: AutoRenewRowProps) {
  const titleId = useId()
  const { turnOn, turnOff, turningOn, turningOff, problem } = useAutoRenew({
    addon: { id: addon.id, name: addon.addon_name },
    timeZone,
    onLeave,
  })
  const view = autoRenewView({ addon, months, timeZone })
  if (!view) return null
  const partly = addonCourse(addon).kind === 'partly'
  return (
    <>
      {partly && (
        <Callout
          tone="warning"
          title={<HeldUntil addon={addon} timeZone={timeZone} />}
          actions={
            <Button size="sm" loading={turningOn} onClick={turnOn}>
              Approve again
            </Button>
          }
        >
          Your bank does not let us raise the approved amount. Approve once more, and all {addon.quantity}{' '}
          renew.
        </Callout>
      )}
      <section aria-labelledby={titleId} className="rounded-md border border-line px-4 py-3">
        <div className="flex items-baseline justify-between gap-6">
          <h3 id={titleId} className="font-medium">
            Automatic renewal
          </h3>
          <p className="text-right font-medium">{view.state}</p>
        </div>
        <p className="text-ink-muted">{view.text}</p>
        <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
          {/* Approving anew covers everything, and may be by another way to pay as well. */}
          {!partly && view.turnOn && (
            <Button size="sm" variant="secondary" loading={turningOn} onClick={turnOn}>
              {view.turnOn}
            </Button>
          )}
          {view.mayTurnOff && (
            <Button size="sm" variant="secondary" loading={turningOff} onClick={turnOff}>
              Turn off
            </Button>
          )}
        </div>
      </section>
      {problem && (
        <Callout tone="danger" role="alert">
          {problem.message}
        </Callout>
      )}
    </>
  )
}
