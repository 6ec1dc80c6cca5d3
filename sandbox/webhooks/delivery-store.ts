import type { Provider } from '../provider.ts'
import type { Store } from '../store/open-store.ts'

export const webhooksSchema = `
  create table if not exists webhook_deliveries (
    id integer primary key autoincrement,
    provider text not null,
    event_id text not null,
    event text not null,
    subject text not null,
    copy integer not null,
    body text not null,
    status text not null check (status in ('pending', 'delivered', 'dropped', 'given_up', 'endpoint_disabled')),
    forced integer not null default 0,
    attempt integer not null default 0,
    created_ms integer not null,
    first_attempt_ms integer,
    due_ms integer
  ) strict;
  create index if not exists webhook_deliveries_due on webhook_deliveries (due_ms) where status = 'pending';
  create table if not exists webhook_attempts (
    delivery_id integer not null references webhook_deliveries (id),
    number integer not null,
    at_ms integer not null,
    duration_ms integer not null,
    status integer,
    response text,
    error text,
    primary key (delivery_id, number, at_ms)
  ) strict;
`

export type DeliveryStatus = 'pending' | 'delivered' | 'dropped' | 'given_up' | 'endpoint_disabled'

export type Delivery = {
  readonly id: number
  readonly provider: Provider
  readonly eventId: string
  readonly event: string
  readonly subject: string
  readonly copy: number
  readonly body: string
  readonly status: DeliveryStatus
  readonly attempt: number
  readonly createdMs: number
  readonly firstAttemptMs: number | null
  readonly dueMs: number | null
}

export type Attempt = {
  readonly number: number
  readonly atMs: number
  readonly durationMs: number
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly response: string | null
  readonly error: string | null
}

const columns = `id, provider, event_id as eventId, event, subject, copy, body, status, attempt,
  created_ms as createdMs, first_attempt_ms as firstAttemptMs, due_ms as dueMs`

/** Pending and allowed to go: while delivery is paused only what was sent again by hand. */
function goes(paused: boolean): string {
  return paused ? "status = 'pending' and forced = 1" : "status = 'pending'"
}

export function insertDelivery(store: Store, row: Omit<Delivery, 'id' | 'attempt' | 'firstAttemptMs'>): void {
  store
    .prepare(
      `insert into webhook_deliveries (provider, event_id, event, subject, copy, body, status, created_ms, due_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      row.provider,
      row.eventId,
      row.event,
      row.subject,
      row.copy,
      row.body,
      row.status,
      row.createdMs,
      row.dueMs,
    )
}

export function dueDeliveries(
  store: Store,
  query: { readonly untilMs: number; readonly paused: boolean; readonly count: number },
): Delivery[] {
  return store
    .prepare(
      `select ${columns} from webhook_deliveries
       where ${goes(query.paused)} and due_ms <= ? order by due_ms, id limit ?`,
    )
    .all(query.untilMs, query.count) as Delivery[]
}

export function nextDeliveryDueMs(
  store: Store,
  query: { readonly afterMs: number; readonly paused: boolean },
): number | null {
  const row = store
    .prepare(`select min(due_ms) as due from webhook_deliveries where ${goes(query.paused)} and due_ms > ?`)
    .get(query.afterMs)
  return typeof row?.due === 'number' ? row.due : null
}

export function findDelivery(store: Store, id: number): Delivery | null {
  const row = store.prepare(`select ${columns} from webhook_deliveries where id = ?`).get(id)
  return (row as Delivery | undefined) ?? null
}

export function listDeliveries(
  store: Store,
  query: { readonly count: number; readonly status?: DeliveryStatus | undefined },
): Delivery[] {
  return store
    .prepare(
      `select ${columns} from webhook_deliveries where status = coalesce(?, status) order by id desc limit ?`,
    )
    .all(query.status ?? null, query.count) as Delivery[]
}

export function listAttempts(store: Store, deliveryId: number): Attempt[] {
  return store
    .prepare(
      `select number, at_ms as atMs, duration_ms as durationMs, status, response, error
       from webhook_attempts where delivery_id = ? order by at_ms, number`,
    )
    .all(deliveryId) as Attempt[]
}

export function insertAttempt(store: Store, deliveryId: number, attempt: Attempt): void {
  store
    .prepare(
      `insert into webhook_attempts (delivery_id, number, at_ms, duration_ms, status, response, error)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      deliveryId,
      attempt.number,
      attempt.atMs,
      attempt.durationMs,
      attempt.status,
      attempt.response,
      attempt.error,
    )
}

export function saveDelivery(
  store: Store,
  row: Pick<Delivery, 'id' | 'status' | 'attempt' | 'firstAttemptMs' | 'dueMs'>,
): void {
  store
    .prepare(
      `update webhook_deliveries set status = ?, attempt = ?, first_attempt_ms = ?, due_ms = ?, forced = 0
       where id = ?`,
    )
    .run(row.status, row.attempt, row.firstAttemptMs, row.dueMs, row.id)
}

/** Puts a delivery back in line, due at once and with its 24 hours beginning anew, even while paused. */
export function forceDelivery(store: Store, input: { readonly id: number; readonly nowMs: number }): void {
  store
    .prepare(
      `update webhook_deliveries
       set status = 'pending', forced = 1, attempt = 0, first_attempt_ms = null, due_ms = ? where id = ?`,
    )
    .run(input.nowMs, input.id)
}
