import { duties } from './duties.ts'
import { findingsOf, progressOf } from './duty-rules.ts'
import { loadDutyStates } from './load-duties.ts'
import type { Finding, Progress } from './schemas.ts'

const audited = duties.filter(({ track }) => track === 'provider' || track === 'provider_assurance')

/** What an auditor of a provider would find today. Whoever calls has asked whether assurance is open. */
export async function loadAssurance(
  customerId: string,
): Promise<{ progress: Progress; findings: Finding[] }> {
  const states = await loadDutyStates({ customerId, codes: audited.map(({ code }) => code) })
  return { progress: progressOf(audited, states), findings: findingsOf(audited, states) }
}
