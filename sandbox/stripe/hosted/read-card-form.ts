import type { HttpRequest } from '../../http/http-types.ts'
import { findTestCard } from '../cards/card-rules.ts'
import type { TypedCard } from '../checkout/submit-session.ts'

export type TypedFields = {
  readonly email: string
  readonly card_number: string
  readonly card_expiry: string
  readonly card_cvc: string
  readonly name: string
}
export type FieldErrors = Partial<Record<keyof TypedFields, string>>

/** What the form starts with: a card that pays, so that a newcomer gets through by one click. */
export function blankFields(now: number): TypedFields {
  const year = new Date(now * 1000).getUTCFullYear() + 4
  return {
    email: '',
    card_number: '4242 4242 4242 4242',
    card_expiry: `12/${String(year % 100).padStart(2, '0')}`,
    card_cvc: '123',
    name: '',
  }
}

export function readTyped({ rawBody }: HttpRequest): TypedFields {
  const given = new URLSearchParams(rawBody.toString('utf8'))
  const text = (name: keyof TypedFields) => (given.get(name) ?? '').trim().slice(0, 200)
  return {
    email: text('email'),
    card_number: text('card_number'),
    card_expiry: text('card_expiry'),
    card_cvc: text('card_cvc'),
    name: text('name'),
  }
}

/** The card that was typed in, or what is wrong with it by field. */
export function readCard(
  typed: TypedFields,
  { now, asksEmail }: { readonly now: number; readonly asksEmail: boolean },
): { readonly card: TypedCard } | { readonly errors: FieldErrors } {
  const expiry = readExpiry(typed.card_expiry, now)
  const errors: FieldErrors = {
    ...(asksEmail && !/^\S+@\S+\.\S+$/.test(typed.email) ? { email: 'Enter an email address.' } : {}),
    ...(findTestCard(typed.card_number)
      ? {}
      : { card_number: 'Your card number is invalid. Use a test card.' }),
    ...(expiry ? {} : { card_expiry: 'Enter a date in the future, as MM/YY.' }),
    ...(/^\d{3,4}$/.test(typed.card_cvc) ? {} : { card_cvc: 'Enter the three digits on the back.' }),
  }
  if (Object.keys(errors).length > 0 || !expiry) return { errors }
  return {
    card: { number: typed.card_number, expiry, name: typed.name || null, email: typed.email || null },
  }
}

function readExpiry(text: string, now: number): { readonly month: number; readonly year: number } | null {
  const [, month, year] = /^(\d{1,2})\s*\/\s*(?:20)?(\d{2})$/.exec(text) ?? []
  if (month === undefined || year === undefined) return null
  const expiry = { month: Number(month), year: 2000 + Number(year) }
  if (expiry.month < 1 || expiry.month > 12) return null
  // A card is good until its month is over.
  return Date.UTC(expiry.year, expiry.month) / 1000 > now ? expiry : null
}
