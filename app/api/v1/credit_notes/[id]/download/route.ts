import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'
import { documentLink } from '#lib/invoices/document-link.ts'
import { loadCreditNote } from '#lib/invoices/load-credit-notes.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { creditNoteObject } from '#lib/one-time/schemas.ts'
import { serializeCreditNote } from '#lib/one-time/serialize-credit-note.ts'

/** S1.6 the credit note with the address of its PDF. */
export const POST = route({
  access: 'admin',
  summary: "Get the address of a credit note's PDF",
  answers: { 200: z.object({ credit_note: creditNoteObject }) },
  face: lagoFace,
  params: z.strictObject({ id: z.string() }),
  handle: ({ params }) => loadCreditNote(database(), params.id),
  respond: {
    shape: (note) => ({
      credit_note: {
        ...serializeCreditNote(note),
        file_url: documentLink({ kind: 'credit_note', id: note.id, now: realNow() }),
      },
    }),
    // The address is a credential, which is not kept.
    remember: (note) => ({ credit_note: serializeCreditNote(note) }),
  },
})
