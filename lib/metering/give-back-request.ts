import { directPool } from '#lib/db/direct-pool.ts'
import { gather } from '#lib/db/gather.ts'
import type { Unit } from './decide.ts'
import { readProductClock } from './product-clock.ts'

/**
 * Gives a unit back to what it was taken from (S2.3), in its own window, whichever that is by now. For once only: who
 * calls it twice gives two. It is not tried again when the database does not answer, because it may have been done.
 */
export const giveBackRequest: (unit: Unit) => Promise<void> = gather(
  async (units: Unit[]) => {
    const counts = new Map<string, { unit: string; count: number }>()
    for (const { subscriptionId, featureId, windowStart, source, ceilingAt } of units) {
      const unit = JSON.stringify({
        subscription: subscriptionId,
        feature: featureId,
        opens: windowStart.toString(),
        pack: source.kind === 'pack' ? source.id : null,
        ceiling: ceilingAt === null ? null : startOfDay(ceilingAt),
      }).slice(0, -1)
      const known = counts.get(unit)
      if (known) known.count += 1
      else counts.set(unit, { unit, count: 1 })
    }
    const all = [...counts.values()].map(({ unit, count }) => `${unit},"count":${count}}`)
    await directPool().query({
      name: 'give-back-requests',
      text: 'SELECT give_back_requests($1, $2)',
      values: [`[${all.join()}]`, new Date((await readProductClock()).at).toISOString()],
    })
    return units.map(() => undefined)
  },
  { most: 1_000 },
)

/** Ceilings count by UTC days. */
function startOfDay(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 10)}T00:00:00Z`
}
