import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type DeliveryRow, deliveryRow, deliveryState } from './delivery-schemas.ts'
import { serializeDelivery } from './serialize-delivery.ts'
import { type AdminTable, containing, dayFilters, equal, searchFilter, tableQuery, within } from './table.ts'

const query = tableQuery({
  sorts: ['received'],
  sort: '-received',
  filters: {
    q: searchFilter,
    provider: z.string().max(50).optional(),
    state: deliveryState.optional(),
    ...dayFilters,
  },
})

/** Everything providers told us. */
export const deliveriesTable: AdminTable<z.output<typeof query>, DeliveryRow> = {
  name: 'deliveries',
  row: deliveryRow,
  query,
  id: Prisma.sql`d.id`,
  from: Prisma.sql`webhook_deliveries d`,
  where: ({ q, provider, state, ...days }) => [
    ...containing([Prisma.sql`d.event_type`, Prisma.sql`d.event_id`, Prisma.sql`d.subject`], q),
    ...equal(Prisma.sql`d.provider`, provider),
    ...(state === undefined ? [] : [isIn(state)]),
    ...within(Prisma.sql`d.received_at`, days),
  ],
  sorts: { received: { by: [Prisma.sql`d.received_at`] } },
  load: loadDeliveries,
  csv: [
    { name: 'id', value: (row) => row.id },
    { name: 'received_at', value: (row) => row.receivedAt },
    { name: 'provider', value: (row) => row.provider },
    { name: 'event_type', value: (row) => row.eventType },
    { name: 'event_id', value: (row) => row.eventId },
    { name: 'subject', value: (row) => row.subject },
    { name: 'state', value: (row) => row.state },
    { name: 'receipts', value: (row) => row.receipts },
    { name: 'processed_at', value: (row) => row.processedAt },
  ],
}

function isIn(state: DeliveryRow['state']): Prisma.Sql {
  return state === 'waiting' ? Prisma.sql`d.processed_at IS NULL` : Prisma.sql`d.outcome = ${state}`
}

async function loadDeliveries({ ids }: { ids: string[] }): Promise<DeliveryRow[]> {
  const rows = await database().webhookDelivery.findMany({ where: { id: { in: ids } }, omit: { body: true } })
  return rows.map(serializeDelivery)
}
