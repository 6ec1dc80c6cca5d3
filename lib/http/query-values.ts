import { z } from 'zod'

/** A whole number as a query writes it: digits only, so `1e3`, `+1` and ` 1` are refused. */
export function wholeNumberText(bounds: { min: number; max: number }) {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: 'Must be a whole number.' })
    .transform(Number)
    .pipe(z.int().min(bounds.min).max(bounds.max))
}
