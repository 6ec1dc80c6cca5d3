import type { HttpRequest } from '../http/http-types.ts'
import { isObject, parseJsonObject } from '../http/read-body.ts'
import { isSupportedCurrency, largestAmount, smallestAmount } from './currencies.ts'
import type { Notes } from './entities.ts'
import { invalidField, RazorpayError } from './razorpay-error.ts'

export type Input = Readonly<Record<string, unknown>>

/** The JSON body; a field Razorpay does not know is refused as it does. */
export function readInput(request: HttpRequest, known: readonly string[]): Input {
  const body = parseJsonObject(request.rawBody)
  if (!body.ok) throw new RazorpayError({ description: `The request could not be read: ${body.reason}.` })
  const unknown = Object.keys(body.value).filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const description = `${unknown.join(', ')} is/are not required and should not be sent`
    throw new RazorpayError({ description, reason: 'extra_field_sent' })
  }
  return body.value
}

/** Whole minor units; Razorpay takes them as a number or as digits. */
export function readInteger(input: Input, field: string): number {
  const value = input[field]
  if (value === undefined || value === null) throw invalidField(field, `The ${field} field is required.`)
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw invalidField(field, `The ${field} must be an integer.`)
  }
  return number
}

export function readCurrency(input: Input): string {
  const { currency } = input
  if (currency === undefined || currency === null)
    throw invalidField('currency', 'The currency field is required.')
  if (typeof currency !== 'string' || !isSupportedCurrency(currency)) {
    throw invalidField('currency', 'Currency is not supported')
  }
  return currency
}

export function readOrderAmount(input: Input, currency: string): number {
  const amount = readInteger(input, 'amount')
  if (amount < smallestAmount(currency)) {
    throw invalidField('amount', 'Order amount less than minimum amount allowed')
  }
  if (amount > largestAmount(currency)) throw invalidField('amount', 'Amount exceeds maximum amount allowed.')
  return amount
}

/** At most 15 pairs of at most 256 characters; none is shown as `[]`. */
export function readNotes(input: Input): Notes {
  const { notes } = input
  if (notes === undefined || notes === null) return []
  if (Array.isArray(notes) && notes.length === 0) return []
  if (!isObject(notes)) throw invalidField('notes', 'The notes must be an array.')
  const entries = Object.entries(notes)
  if (entries.length > 15) {
    throw invalidField('notes', 'Number of fields in notes should be less than or equal to 15')
  }
  const read: Record<string, string | number> = {}
  for (const [key, value] of entries) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw invalidField('notes', 'The notes values must be strings.')
    }
    if (key.length > 256 || String(value).length > 256) {
      throw invalidField('notes', 'The notes may not be greater than 256 characters.')
    }
    read[key] = value
  }
  return entries.length === 0 ? [] : read
}

export function readText(input: Input, field: string, longest: number): string | null {
  const value = input[field]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw invalidField(field, `The ${field} must be a string.`)
  if (value.length > longest) {
    throw invalidField(field, `The ${field} may not be greater than ${longest} characters.`)
  }
  return value
}

export type Page = {
  readonly where: string
  readonly values: number[]
  readonly count: number
  readonly skip: number
}

/** `count` (1–100, default 10), `skip`, and `from`/`to` on the time of creation. */
export function readPage(url: URL): Page {
  const number = (name: string, fallback: number) => {
    const text = url.searchParams.get(name)
    if (text === null || text === '') return fallback
    if (!/^-?\d+$/.test(text)) throw invalidField(name, `The ${name} must be an integer.`)
    return Number(text)
  }
  const count = number('count', 10)
  if (count < 1) throw invalidField('count', 'The count must be at least 1.')
  if (count > 100) throw invalidField('count', 'The count may not be greater than 100.')
  const skip = number('skip', 0)
  if (skip < 0) throw invalidField('skip', 'The skip must be at least 0.')
  const values = [number('from', 0), number('to', Number.MAX_SAFE_INTEGER)]
  return { where: 'created_at between ? and ?', values, count, skip }
}

export function collection<Item>(items: readonly Item[]) {
  return { entity: 'collection', count: items.length, items }
}

export function pathId(request: HttpRequest): string {
  return request.params.id ?? ''
}
