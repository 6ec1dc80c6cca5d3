import { toInstant } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import { riskClass, type SystemView } from './schemas.ts'

/** The AI systems a customer registered, in the order they came. */
export async function loadSystems(customerId: string): Promise<SystemView[]> {
  const rows = await asCustomer(customerId, (tx) =>
    tx.workspaceRecord.findMany({
      where: { customerId, kind: 'system' },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  )
  return rows.map(({ code, title, status, createdAt }) => ({
    id: code,
    name: title,
    risk: riskClass.parse(status),
    createdAt: toInstant(createdAt).toString(),
  }))
}
