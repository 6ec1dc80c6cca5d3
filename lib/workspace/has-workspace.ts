import { database } from '#lib/db/client.ts'
import { WORKSPACE_FAMILY } from './duties.ts'

/** Whether a customer belongs to the family whose application the workspace is. */
export async function hasWorkspace(customerId: string): Promise<boolean> {
  const where = { customerId, family: { code: WORKSPACE_FAMILY } }
  return (await database().subscription.findFirst({ where, select: { id: true } })) !== null
}
