import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/**
 * What is paid in advance was to renew by itself and did not (S2.9): the bank said no or wants to ask, nothing is saved
 * to be charged, or it is not sold any more. It simply ends then.
 */
export const prepaidNotRenewed = template({
  data: z.strictObject({
    why: z.enum(['declined', 'asks', 'no_method', 'not_sold']),
    detail: z.string().nullable(),
    itemName: z.string(),
    /** Of the API key that holds it. */
    keyName: z.string().nullable(),
    amountMinor: minorUnits.nullable(),
    currency: currencyCode,
    endsAt: instantText,
    nextTryAt: instantText.nullable(),
    timeZone: z.string(),
    path: z.string().startsWith('/'),
  }),
  compose: ({ why, ...data }) => {
    const of = data.keyName === null ? data.itemName : `${data.itemName} of ${data.keyName}`
    const end = day(data.endsAt, data.timeZone)
    if (why === 'asks') {
      return {
        subject: `Your bank asks you to confirm the renewal of ${of}`,
        paragraphs: [`${whatWasTried(data)} Your bank wants to ask you first. Confirm it by ${end}.`],
        action: { label: 'Confirm payment', path: data.path },
      }
    }
    const next = data.nextTryAt === null ? null : day(data.nextTryAt, data.timeZone)
    const again = next === null ? 'We do not try again by ourselves.' : `We try again on ${next}.`
    return {
      subject: `We could not renew ${of}`,
      paragraphs: [
        reasonOf(why, data),
        `It is yours until ${end}. ${again} You can also buy it again yourself.`,
      ],
      action: { label: 'See what you hold', path: data.path },
    }
  },
})

type Told = { amountMinor: string | null; currency: string; detail: string | null }

function whatWasTried({ amountMinor, currency }: Told): string {
  return amountMinor === null
    ? 'It was to renew by itself.'
    : `It was to renew for ${money(amountMinor, currency)}.`
}

function reasonOf(why: 'declined' | 'no_method' | 'not_sold', data: Told): string {
  const detail = data.detail === null ? '' : ` ${data.detail}`
  switch (why) {
    case 'declined':
      return `${whatWasTried(data)} The payment did not go through.${detail}`
    case 'no_method':
      return `${whatWasTried(data)} There is no saved payment method to charge.`
    case 'not_sold':
      return `It was to renew by itself, which it cannot.${detail}`
    default:
      return why satisfies never
  }
}
