import { formatMoney } from '#lib/money/format-money.ts'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { Standing } from './purchase-standing.ts'

type ResultView = {
  tone: 'progress' | 'success' | 'warning' | 'danger'
  title: string
  text: string
}

/** "Extra Storage (10 GB) × 2", or several of them. */
export function purchaseName({ lines }: Pick<PurchaseResponse, 'lines'>): string {
  return lines.map(({ name, quantity }) => (quantity > 1 ? `${name} × ${quantity}` : name)).join(', ')
}

/** A reason as a sentence of its own, with the space after it. */
const sentence = (reason: string | null): string => (reason ? `${reason.replace(/\.$/, '')}. ` : '')

/** What happened, what did not, and the way on. */
export function resultView(purchase: PurchaseResponse, standing: Standing): ResultView {
  const amount = formatMoney({
    amountMinor: BigInt(purchase.amount),
    currency: purchase.currency,
    decimals: 'always',
  })
  const name = purchaseName(purchase)
  const renews = purchase.lines.every(({ action }) => action === 'renew')
  const unchanged = renews ? 'Nothing was charged' : 'Nothing was added'
  switch (standing) {
    case 'unpaid':
      return {
        tone: 'warning',
        title: 'The payment is not finished',
        text: `You closed the payment window, and no payment has reached us. If you approved one at your bank, ${name} starts by itself once it arrives.`,
      }
    case 'attempt_failed':
      return {
        tone: 'danger',
        title: 'The payment did not go through',
        text: `${sentence(purchase.last_failure?.description ?? null)}${unchanged}. Try again, or pay another way.`,
      }
    case 'awaiting_bank':
      return {
        tone: 'progress',
        title: 'Waiting for your bank',
        text: `We're waiting for your bank's confirmation of ${amount}. You can close this page: ${name} starts by itself once it arrives, and you do not need to pay again.`,
      }
    case 'applying':
      return {
        tone: 'progress',
        title: 'Payment received',
        text: `Your ${amount} has arrived. We are adding ${name} now.`,
      }
    case 'done':
      return {
        tone: 'success',
        title: purchase.amount > 0 ? `${name} is active` : 'Your change is noted',
        text:
          purchase.amount > 0
            ? `You paid ${amount}. ${renews ? 'It is paid for another period.' : 'Your new limits count from now on.'}`
            : 'Nothing was charged. What changes, and when, is on this page.',
      }
    case 'failed':
      return {
        tone: 'danger',
        title: 'The purchase failed',
        text: `${sentence(purchase.reason)}Nothing was added. You can try again.`,
      }
    case 'expired':
      return {
        tone: 'warning',
        title: 'The time to pay is over',
        text: `Nothing was added. If a payment of ${amount} still arrives, ${name} is added if it can be, or your money is sent back.`,
      }
    case 'canceled':
      return {
        tone: 'warning',
        title: 'The purchase was discarded',
        text: `Nothing was added. If a payment of ${amount} still arrives, we add ${name} if we can, or send your money back.`,
      }
    case 'refunded':
      return {
        tone: 'warning',
        title: 'Your money is on its way back',
        text: `${sentence(purchase.reason)}${name} was not added, and your ${amount} goes back the way it came.`,
      }
    default:
      return standing satisfies never
  }
}
