import { z } from 'zod'

/** Readers of what a form can hold; each refuses in Stripe's words. `code` is the error's code. */
const refusal = (code: string, message: string) => ({ code: 'custom' as const, params: { code }, message })

export const text = z.string().superRefine((value, context) => {
  if (value !== '') return
  context.addIssue(
    refusal(
      'parameter_invalid_empty',
      'You passed an empty string. We assume empty values are an attempt to unset a parameter; however this one ' +
        'cannot be unset. You should remove it from your request or supply a non-empty value.',
    ),
  )
})

/** An empty value unsets. */
export const textOrNothing = z.string().transform((value) => (value === '' ? null : value))

export const integer = z.string().transform((value, context) => {
  if (/^-?\d{1,15}$/.test(value)) return Number(value)
  context.addIssue(refusal('parameter_invalid_integer', `Invalid integer: ${value}`))
  return z.NEVER
})

export const count = integer.superRefine((value, context) => {
  if (value < 0)
    context.addIssue(refusal('parameter_invalid_integer', 'This value must be greater than or equal to 0.'))
})

export const flag = z.string().transform((value, context) => {
  if (value === 'true' || value === 'false') return value === 'true'
  context.addIssue(refusal('parameter_invalid_boolean', `Invalid boolean: ${value}`))
  return z.NEVER
})

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.string().transform((value, context): Values[number] => {
    const known = values.find((candidate) => candidate === value)
    if (known !== undefined) return known
    context.addIssue(refusal('', `Invalid value: must be one of ${values.join(', ')}`))
    return z.NEVER
  })
}

/** Pairs to set; a pair with an empty value is deleted, an empty whole deletes all. */
export const metadata = z.union([
  z.literal('').transform(() => null),
  z.record(z.string().max(40), z.string().max(500)),
])

export const currency = z
  .string()
  .transform((value) => value.toLowerCase())
  .superRefine((value, context) => {
    if (!/^[a-z]{3}$/.test(value)) context.addIssue(refusal('', `Invalid currency: ${value}`))
  })

/** Accepted as Stripe does, and of no consequence here. */
export const ignored = z.unknown().optional()

export const nothing = z.strictObject({})

const created = z.union([
  integer,
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
])

export const pageFields = {
  limit: integer.optional(),
  starting_after: text.optional(),
  ending_before: text.optional(),
}

export const createdField = { created: created.optional() }
