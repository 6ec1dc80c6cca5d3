import { ceilingRequest } from '#lib/keys/schemas.ts'

/** What was typed as a number of requests, with commas or spaces between thousands or without; null: it is none. */
export function readCeiling(text: string): number | null {
  const plain = text.trim()
  if (!/^(\d+|\d{1,3}([, ]\d{3})+)$/.test(plain)) return null
  const parsed = ceilingRequest.safeParse({ requestsPerDay: Number(plain.replaceAll(/[, ]/g, '')) })
  return parsed.success ? parsed.data.requestsPerDay : null
}
