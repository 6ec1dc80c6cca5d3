import { DateTime } from '#components/ui/date-time.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

/** One sentence on where a held add-on is heading. */
export function HeldUntil({ addon, timeZone }: { addon: UserAddonResponse; timeZone: string }) {
  const end = addon.ends_at ?? addon.current_period_end
  if (!end) return <>Stays without an end.</>
  const date = <DateTime iso={end} timeZone={timeZone} />
  if (addon.cancel_at_period_end) return <>Canceled. Stays until {date}.</>
  if (addon.auto_renew && addon.next_quantity !== null) {
    return (
      <>
        {addon.quantity} → {addon.next_quantity} from {date}.
      </>
    )
  }
  if (addon.auto_renew) return <>Renews on {date}.</>
  return <>Paid up to {date}.</>
}
