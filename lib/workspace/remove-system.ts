import { asCustomer } from '#lib/db/as-customer.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { recordUsage } from '#lib/metering/record-usage.ts'
import { SYSTEMS } from './add-system.ts'
import { WORKSPACE_FAMILY } from './duties.ts'

/** Takes an AI system off the register and gives its place back. Throws `system_not_found`, also for those of others. */
export async function removeSystem(options: {
  customerId: string
  userId: string
  id: string
  now: Temporal.Instant
}): Promise<void> {
  const { customerId, id } = options
  await asCustomer(customerId, async (tx) => {
    const { count } = await tx.workspaceRecord.deleteMany({ where: { customerId, kind: 'system', code: id } })
    if (count === 0) {
      throw new DomainError({
        kind: 'not_found',
        code: 'system_not_found',
        detail: 'There is no such system',
      })
    }
    await recordUsage(tx, { ...options, feature: SYSTEMS, amount: -1, familyCode: WORKSPACE_FAMILY })
  })
}
