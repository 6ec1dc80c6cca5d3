import { randomUUID } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import { recordUsage } from '#lib/metering/record-usage.ts'
import { WORKSPACE_FAMILY } from './duties.ts'
import { requireWorkspace } from './require-workspace.ts'
import type { RiskClass, SystemView } from './schemas.ts'

/** What the plan limits. */
export const SYSTEMS = 'ai_systems'

/**
 * Registers an AI system, and counts it against the limit in the same transaction: both happen or neither does. Throws
 * `no_workspace`, and `limit_reached` with the offers that would help (S0.13).
 */
export async function addSystem(options: {
  customerId: string
  userId: string
  name: string
  risk: RiskClass
  now: Temporal.Instant
}): Promise<SystemView> {
  const { customerId, name, risk, now } = options
  const at = toDate(now)
  const id = randomUUID()
  await requireWorkspace(customerId)
  await asCustomer(customerId, async (tx) => {
    const used = { feature: SYSTEMS, amount: 1, familyCode: WORKSPACE_FAMILY }
    await recordUsage(tx, { ...options, ...used })
    await tx.workspaceRecord.create({
      data: { customerId, kind: 'system', code: id, title: name, status: risk, createdAt: at, updatedAt: at },
    })
  })
  return { id, name, risk, createdAt: now.toString() }
}
