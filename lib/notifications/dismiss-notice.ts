import { toDate } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** Takes a notice away, for every member of the customer. Again changes nothing. Throws `not_found` for another's. */
export async function dismissNotice(options: {
  id: string
  customerId: string
  now: Temporal.Instant
}): Promise<void> {
  const { id, customerId } = options
  const where = { id, customerId, channel: 'in_app' } as const
  await asCustomer(customerId, async (tx) => {
    const found = await tx.outboundMessage.findFirst({ where, select: { id: true } })
    if (!found)
      throw new DomainError({ kind: 'not_found', code: 'not_found', detail: 'There is no such notice.' })
    await tx.outboundMessage.updateMany({
      where: { ...where, seenAt: null },
      data: { seenAt: toDate(options.now) },
    })
  })
}
