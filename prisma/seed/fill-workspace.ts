import { addSystem } from '#lib/workspace/add-system.ts'
import type { DutyStatus, RiskClass } from '#lib/workspace/schemas.ts'
import { setDutyStatus } from '#lib/workspace/set-duty-status.ts'

const SYSTEMS: [name: string, risk: RiskClass][] = [
  ['Support assistant', 'limited'],
  ['Résumé screening', 'high'],
  ['Demand forecast', 'minimal'],
  ['Credit scoring', 'high'],
  ['Invoice reader', 'minimal'],
  ['Visual inspection', 'limited'],
]

const DUTIES: Record<string, DutyStatus> = {
  literacy: 'done',
  prohibited: 'done',
  instructions: 'in_progress',
}

/** Of a customer who has every track. */
const TRACK_DUTIES: Record<string, DutyStatus> = {
  import_assessment: 'done',
  import_documentation: 'in_progress',
  risk_management: 'done',
  data_governance: 'in_progress',
  technical_documentation: 'done',
  monitoring_plan: 'in_progress',
}

/** How many systems a demo account of each plan has registered. */
const COUNTS: Record<string, number> = { free: 1, starter: 2, growth: 4, pro: 5, enterprise: 6 }

/** Some work in the workspace of a demo account, so that it shows what it is for. */
export async function fillWorkspace(account: {
  customerId: string
  userId: string
  plan: string
  now: Temporal.Instant
}): Promise<void> {
  const { plan, ...who } = account
  for (const [name, risk] of SYSTEMS.slice(0, COUNTS[plan] ?? 0)) await addSystem({ ...who, name, risk })
  const duties = plan === 'enterprise' ? { ...DUTIES, ...TRACK_DUTIES } : plan === 'free' ? {} : DUTIES
  for (const [code, status] of Object.entries(duties)) await setDutyStatus({ ...who, code, status })
}
