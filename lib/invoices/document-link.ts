import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import { config } from '#lib/server/config.ts'
import type { BillingDocument } from './schemas.ts'

/** How long whoever was given a link can use it. */
const LIFETIME = { hours: 24 }

const PATHS = { invoice: '/api/v1/invoices', credit_note: '/api/v1/credit_notes' }

type Document = { kind: BillingDocument['kind']; id: string }

/** What of a link's query says that we made it. */
export const linkQuery = z.strictObject({
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string().max(100),
})

/**
 * An address at which a document can be fetched for a day by whoever has it, without another credential.
 *
 * @param document.now real time, as for every credential
 */
export function documentLink(document: Document & { now: Temporal.Instant }): string {
  const expires = String(Math.floor(document.now.add(LIFETIME).epochMilliseconds / 1000))
  const url = new URL(`${PATHS[document.kind]}/${document.id}/pdf`, config().appUrl)
  url.search = new URLSearchParams({ expires, signature: sign(document, expires) }).toString()
  return url.href
}

/** Whether we made this link, and not too long ago. Constant time. */
export function isDocumentLink(
  document: Document & { now: Temporal.Instant },
  link: z.infer<typeof linkQuery>,
): boolean {
  const [given, made] = [Buffer.from(link.signature), Buffer.from(sign(document, link.expires))]
  if (given.length !== made.length || !timingSafeEqual(given, made)) return false
  return Number(link.expires) * 1000 > document.now.epochMilliseconds
}

function sign({ kind, id }: Document, expires: string): string {
  return keyedHash(`document-link:${kind}:${id}:${expires}`)
}
