import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { loadCreditNote } from '#lib/invoices/load-credit-notes.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { creditNoteObject } from '#lib/one-time/schemas.ts'
import { serializeCreditNote } from '#lib/one-time/serialize-credit-note.ts'

/** S1.6 one credit note. */
export const GET = route({
  access: 'admin',
  summary: 'Show a credit note of the book',
  answers: { 200: z.object({ credit_note: creditNoteObject }) },
  face: lagoFace,
  params: z.strictObject({ id: z.string() }),
  handle: ({ params }) => loadCreditNote(database(), params.id),
  respond: { shape: (note) => ({ credit_note: serializeCreditNote(note) }) },
})
