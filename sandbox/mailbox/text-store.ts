import { z } from 'zod'
import type { Store } from '../store/open-store.ts'

export const textsSchema = `
  create table if not exists texts (
    seq integer primary key autoincrement,
    id text not null unique,
    to_number text not null,
    text text not null,
    received_ms integer not null
  ) strict;
`

/** What the app asks to have sent. */
export const textInput = z.strictObject({
  to: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number as E.164 writes it'),
  text: z.string().min(1).max(1_600),
  id: z.string().min(1).max(200),
})

export type Text = z.output<typeof textInput> & {
  /** ISO instant of the sandbox's clock. */
  readonly receivedAt: string
}

/** Keeps a text message; the same id again is the same message. */
export function insertText(store: Store, text: z.output<typeof textInput>, now: Temporal.Instant): void {
  store
    .prepare(
      'insert into texts (id, to_number, text, received_ms) values (?, ?, ?, ?) on conflict do nothing',
    )
    .run(text.id, text.to, text.text, now.epochMilliseconds)
}

/** Newest first. */
export function listTexts(
  store: Store,
  { to, count }: { readonly to: string | null; readonly count: number },
): Text[] {
  return store
    .prepare('select * from texts where ?1 is null or to_number = ?1 order by seq desc limit ?2')
    .all(to, count)
    .map((row) => ({
      id: String(row.id),
      to: String(row.to_number),
      text: String(row.text),
      receivedAt: Temporal.Instant.fromEpochMilliseconds(Number(row.received_ms)).toString(),
    }))
}
