import { toInstant } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import { duties, type TrackCode } from './duties.ts'
import type { DutyStates } from './duty-rules.ts'
import { type DutyView, dutyStatus } from './schemas.ts'

type Row = { code: string; status: string; updatedAt: Date }

/** The duties of a track, and how far the customer is with each. Whoever calls has asked whether the track is open. */
export async function loadDuties(options: { customerId: string; track: TrackCode }): Promise<DutyView[]> {
  const wanted = duties.filter(({ track }) => track === options.track)
  const rows = await loadRows(
    options.customerId,
    wanted.map(({ code }) => code),
  )
  return wanted.map(({ code, article, title }) => {
    const row = rows.find((candidate) => candidate.code === code)
    const updatedAt = row ? toInstant(row.updatedAt).toString() : null
    return { code, article, title, status: statusOf(row), updatedAt }
  })
}

/** How far the customer is with some duties, for rules to look at. */
export async function loadDutyStates(options: { customerId: string; codes: string[] }): Promise<DutyStates> {
  const rows = await loadRows(options.customerId, options.codes)
  return new Map(rows.map((row) => [row.code, statusOf(row)]))
}

function loadRows(customerId: string, codes: string[]): Promise<Row[]> {
  return asCustomer(customerId, (tx) =>
    tx.workspaceRecord.findMany({ where: { customerId, kind: 'duty', code: { in: codes } } }),
  )
}

function statusOf(row: Row | undefined) {
  return row ? dutyStatus.parse(row.status) : 'open'
}
