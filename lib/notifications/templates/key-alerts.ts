import { z } from 'zod'
import { template } from '../template.ts'
import { currencyCode, day, instantText, minorUnits, money } from './message-values.ts'

/** What is said about an API key, and where to go on (S2.10: the seed's sentences with the key's own numbers). */
const key = { keyName: z.string(), path: z.string().startsWith('/') }
const count = z.int().nonnegative()
const number = (value: number) => value.toLocaleString('en')

export const keyUsageHigh = template({
  data: z.strictObject({ ...key, percent: count, used: count, limit: count }),
  compose: ({ keyName, path, percent, used, limit }) => ({
    subject: `You've used ${percent}% of your daily API requests`,
    paragraphs: [
      `${keyName} used ${number(used)} of ${number(limit)} requests today. Past them, calls are refused until the day is over.`,
    ],
    action: { label: 'See what would help', path },
  }),
})

export const packNearlyUsed = template({
  data: z.strictObject({ ...key, packName: z.string(), left: count, perDay: count }),
  compose: ({ keyName, path, packName, left, perDay }) => ({
    subject: 'Your add-on package has less than 10% left today',
    paragraphs: [
      `${packName} of ${keyName} has ${number(left)} of ${number(perDay)} requests left. It starts over at midnight.`,
    ],
    action: { label: 'See what is left', path },
  }),
})

export const packExpiring = template({
  data: z.strictObject({
    ...key,
    packName: z.string(),
    days: count,
    endsAt: instantText,
    timeZone: z.string(),
  }),
  compose: ({ keyName, path, packName, days, endsAt, timeZone }) => ({
    subject: `Your add-on package expires in ${days} ${days === 1 ? 'day' : 'days'}`,
    paragraphs: [
      `${packName} of ${keyName} ends on ${day(endsAt, timeZone)}. It does not renew by itself; turn that on to keep it.`,
    ],
    action: { label: 'Keep it', path },
  }),
})

export const keyUpgradeSaves = template({
  data: z.strictObject({ ...key, tier: z.string(), savedMinor: minorUnits, currency: currencyCode }),
  compose: ({ keyName, path, tier, savedMinor, currency }) => ({
    subject: `Based on your usage, upgrading to ${tier} would save you ${money(savedMinor, currency)}/month`,
    paragraphs: [
      `By its last 30 days, ${keyName} would do as well on ${tier}, without the packages it holds beside its tier.`,
    ],
    action: { label: `See ${tier}`, path },
  }),
})
