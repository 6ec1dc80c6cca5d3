import { z } from 'zod'
import type { Store } from '../store/open-store.ts'

export const faultsSchema = `
  create table if not exists faults (
    id integer primary key autoincrement,
    provider text not null,
    method text,
    path text not null,
    fault text not null,
    times_left integer not null check (times_left >= 0)
  ) strict;
`

/**
 * `timeout-before`: nothing happens and no answer comes. `timeout-after-commit`: it happens and no answer comes.
 * `reset`: nothing happens and the connection is cut. The others answer at once and nothing happens.
 */
export const faultKinds = [
  'error-500',
  'error-429',
  'conflict-409',
  'timeout-before',
  'timeout-after-commit',
  'reset',
] as const

export const faultInputSchema = z.strictObject({
  provider: z.enum(['razorpay', 'stripe']),
  /** Left out: any method. */
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
  /** A path and all below it; `*`, `:id` and `{id}` stand for one segment. Left out: every path. */
  path: z.string().startsWith('/').max(200).default('/'),
  times: z.int().min(1).max(10_000).default(1),
  fault: z.enum(faultKinds),
})

export type FaultInput = z.infer<typeof faultInputSchema>
export type FaultKind = FaultInput['fault']
export type Fault = Omit<FaultInput, 'times' | 'method'> & {
  readonly id: number
  readonly method: FaultInput['method'] | null
  readonly timesLeft: number
}

const columns = 'id, provider, method, path, fault, times_left as timesLeft'

export function addFault(store: Store, input: FaultInput): Fault {
  const { lastInsertRowid } = store
    .prepare('insert into faults (provider, method, path, fault, times_left) values (?, ?, ?, ?, ?)')
    .run(input.provider, input.method ?? null, input.path, input.fault, input.times)
  return {
    id: Number(lastInsertRowid),
    provider: input.provider,
    method: input.method ?? null,
    path: input.path,
    fault: input.fault,
    timesLeft: input.times,
  }
}

/** Those that still strike, oldest first. */
export function listFaults(store: Store): Fault[] {
  return store.prepare(`select ${columns} from faults where times_left > 0 order by id`).all() as Fault[]
}

export function consumeFault(store: Store, id: number): void {
  store.prepare('update faults set times_left = times_left - 1 where id = ? and times_left > 0').run(id)
}

export function removeFault(store: Store, id: number): boolean {
  return store.prepare('delete from faults where id = ?').run(id).changes > 0
}

export function clearFaults(store: Store): void {
  store.exec('delete from faults')
}
