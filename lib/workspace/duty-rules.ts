import type { Duty } from './duties.ts'
import type { DutyStatus, Finding, Progress } from './schemas.ts'

/** How far a customer is, by duty. What was never touched is open. */
export type DutyStates = ReadonlyMap<string, DutyStatus>

export function progressOf(duties: readonly Duty[], states: DutyStates): Progress {
  const count = (status: DutyStatus) => duties.filter(({ code }) => states.get(code) === status).length
  return { done: count('done'), inProgress: count('in_progress'), total: duties.length }
}

/** What an auditor would ask about: duties that are done while something they rest on is not. */
export function findingsOf(duties: readonly Duty[], states: DutyStates): Finding[] {
  const isDone = (code: string) => states.get(code) === 'done'
  const titleOf = (code: string) => duties.find((duty) => duty.code === code)?.title ?? code
  return duties.flatMap(({ code, article, title, after = [] }) => {
    const missing = isDone(code) ? after.filter((earlier) => !isDone(earlier)).map(titleOf) : []
    return missing.length > 0 ? [{ code, article, title, missing }] : []
  })
}
