import { newId } from '../store/new-id.ts'
import type { Store } from '../store/open-store.ts'

export const mailboxSchema = `
  create table if not exists mails (
    seq integer primary key autoincrement,
    id text not null unique,
    from_address text not null,
    to_addresses text not null,
    subject text not null,
    text text,
    html text,
    received_ms integer not null
  ) strict;
`

export type Mail = {
  readonly id: string
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string | null
  readonly html: string | null
  /** ISO instant of the sandbox's clock. */
  readonly receivedAt: string
}

export function insertMail(store: Store, mail: Omit<Mail, 'id' | 'receivedAt'>, now: Temporal.Instant): void {
  store
    .prepare(
      `insert into mails (id, from_address, to_addresses, subject, text, html, received_ms)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      newId('mail_'),
      mail.from,
      JSON.stringify(mail.to),
      mail.subject,
      mail.text,
      mail.html,
      now.epochMilliseconds,
    )
}

/** Newest first; `to` is compared without regard to case. */
export function listMails(
  store: Store,
  { to, count }: { readonly to: string | null; readonly count: number },
): Mail[] {
  return store
    .prepare(
      `select * from mails
       where ?1 is null or exists (select 1 from json_each(to_addresses) where lower(value) = lower(?1))
       order by seq desc limit ?2`,
    )
    .all(to, count)
    .map(toMail)
}

export function findMail(store: Store, id: string): Mail | null {
  const row = store.prepare('select * from mails where id = ?').get(id)
  return row ? toMail(row) : null
}

function toMail(row: Record<string, unknown>): Mail {
  return {
    id: String(row.id),
    from: String(row.from_address),
    to: JSON.parse(String(row.to_addresses)) as string[],
    subject: String(row.subject),
    text: row.text === null ? null : String(row.text),
    html: row.html === null ? null : String(row.html),
    receivedAt: Temporal.Instant.fromEpochMilliseconds(Number(row.received_ms)).toString(),
  }
}
