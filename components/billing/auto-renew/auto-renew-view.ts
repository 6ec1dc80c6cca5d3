import { everyInterval } from '#components/billing/interval-words.ts'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { formatInstant } from '#components/ui/format-instant.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

/** How automatic renewal of a held add-on stands, in words. */
type AutoRenewView = {
  state: string
  text: string
  /** What leads to the payment window; null: nothing does before what is open is paid. */
  turnOn: 'Turn on' | 'Approve' | 'Change way to pay' | null
  /** Once a charge failed there is nothing left that it would stay for: then it is canceled. */
  mayTurnOff: boolean
}

type Held = Pick<
  UserAddonResponse,
  'mandate' | 'currency' | 'next_billing_date' | 'ends_at' | 'current_period_end' | 'cancel_at_period_end'
>

/**
 * Null where there is nothing to say: it cannot renew by an approval of its own, or it is to end.
 *
 * @param options.months between two charges
 */
export function autoRenewView(options: {
  addon: Held
  months: number
  timeZone: string
}): AutoRenewView | null {
  const { addon, timeZone } = options
  const { mandate, currency } = addon
  const every = everyInterval(options.months)
  if (!mandate || addon.cancel_at_period_end) return null
  const at = addon.next_billing_date ?? addon.ends_at ?? addon.current_period_end
  const date = at === null ? null : formatInstant({ iso: at, timeZone })
  const money = (amount: number) =>
    formatMoney({ amountMinor: minorOfMajor({ amount, currency }), currency, decimals: 'always' })
  const failed = `A charge${mandate.open ? ` of ${money(mandate.open.amount)}` : ''} did not go through`
  switch (mandate.status) {
    case 'off':
      return {
        state: 'Off',
        text: `You renew it yourself. Turned on, it is charged ${every}${date ? `, first on ${date}` : ''}, until you turn it off.`,
        turnOn: 'Turn on',
        mayTurnOff: false,
      }
    case 'pending':
      return {
        state: 'Not approved yet',
        text: 'It does not renew by itself until you approve it in the payment window.',
        turnOn: 'Approve',
        mayTurnOff: false,
      }
    case 'active':
      return {
        state: 'On',
        text: `${mandate.amount === null ? 'The next period' : money(mandate.amount)} is charged${date ? ` on ${date}` : ''}, and ${every} after that until you turn it off.`,
        turnOn: 'Change way to pay',
        mayTurnOff: true,
      }
    case 'past_due':
      return {
        state: 'Not paid yet',
        text: `${failed}. We try again in the next days. Cancel the add-on if you do not want it any more.`,
        turnOn: 'Change way to pay',
        mayTurnOff: false,
      }
    case 'halted':
      return {
        state: 'Stopped',
        text: `${failed}, and we do not try again by ourselves.${mandate.open ? ' Once it is paid, it renews by itself again.' : ''}`,
        turnOn: mandate.open ? null : 'Change way to pay',
        mayTurnOff: false,
      }
    default:
      return mandate.status satisfies never
  }
}
