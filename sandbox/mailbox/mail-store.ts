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
  create table if not exists mail_attachments (
    mail_id text not null,
    position integer not null,
    name text not null,
    type text not null,
    content blob not null,
    primary key (mail_id, position)
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
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[]
}

export type Attachment = { readonly name: string; readonly type: string; readonly content: Uint8Array }

export function insertMail(
  store: Store,
  mail: Omit<Mail, 'id' | 'receivedAt' | 'attachments'> & { readonly attachments: readonly Attachment[] },
  now: Temporal.Instant,
): void {
  const id = newId('mail_')
  store
    .prepare(
      `insert into mails (id, from_address, to_addresses, subject, text, html, received_ms)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(id, mail.from, JSON.stringify(mail.to), mail.subject, mail.text, mail.html, now.epochMilliseconds)
  for (const [position, { name, type, content }] of mail.attachments.entries()) {
    store
      .prepare('insert into mail_attachments (mail_id, position, name, type, content) values (?, ?, ?, ?, ?)')
      .run(id, position, name, type, content)
  }
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
    .map((row) => toMail(store, row))
}

export function findMail(store: Store, id: string): Mail | null {
  const row = store.prepare('select * from mails where id = ?').get(id)
  return row ? toMail(store, row) : null
}

export function findAttachment(store: Store, mailId: string, position: number): Attachment | null {
  const row = store
    .prepare('select * from mail_attachments where mail_id = ? and position = ?')
    .get(mailId, position)
  if (!row || !(row.content instanceof Uint8Array)) return null
  return { name: String(row.name), type: String(row.type), content: row.content }
}

function toMail(store: Store, row: Record<string, unknown>): Mail {
  const attachments = store
    .prepare(
      'select name, type, length(content) as bytes from mail_attachments where mail_id = ? order by position',
    )
    .all(String(row.id))
  return {
    id: String(row.id),
    from: String(row.from_address),
    to: JSON.parse(String(row.to_addresses)) as string[],
    subject: String(row.subject),
    text: row.text === null ? null : String(row.text),
    html: row.html === null ? null : String(row.html),
    receivedAt: Temporal.Instant.fromEpochMilliseconds(Number(row.received_ms)).toString(),
    attachments: attachments.map(({ name, type, bytes }) => ({
      name: String(name),
      type: String(type),
      bytes: Number(bytes),
    })),
  }
}
