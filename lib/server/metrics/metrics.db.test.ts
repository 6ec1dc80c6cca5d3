import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { GET as getMetrics } from '#app/api/metrics/route.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'

const scrape = async () => (await getMetrics(new Request('http://localhost:3000/api/metrics'))).text()

describe('S0.15 metrics of the trade', () => {
  test('count what is held now: not what has ended, and not what is to come', async () => {
    const at = await now()
    await seedCatalog({ seed: smartMl, now: at })
    const [holder, other] = [
      await buildHolder({ plan: 'pro', now: at }),
      await buildHolder({ plan: 'pro', now: at }),
    ]
    const addon = 'extra_storage_10gb'
    const [yesterday, tomorrow] = [at.subtract({ hours: 24 }), at.add({ hours: 24 })]
    await holder.hold({ addon, quantity: 2, from: yesterday, until: tomorrow })
    await holder.hold({ addon, quantity: 5, from: yesterday, until: at.subtract({ hours: 1 }) })
    await other.hold({ addon, quantity: 3, from: tomorrow, until: null })
    const text = await scrape()
    expect(text).toContain(`tackon_addons_active{family="smart-ml",addon="${addon}"} 1`)
    expect(text).toContain(`tackon_addon_units_active{family="smart-ml",addon="${addon}"} 2`)
    expect(text).toContain('tackon_database_up 1')
  })

  test('tell work that waits from work that is late, and webhooks that wait', async () => {
    const at = await now()
    const dueAt = { late: at.subtract({ hours: 1 }), waiting: at.add({ hours: 1 }) }
    for (const due of Object.values(dueAt)) {
      await scheduleWork(database(), { kind: 'execute-refund', subject: randomUUID(), dueAt: due, now: at })
    }
    await database().webhookDelivery.create({
      data: {
        provider: 'razorpay',
        eventId: randomUUID(),
        eventType: 'order.paid',
        subject: 'order:x',
        body: '{}',
        receivedAt: new Date(),
      },
    })
    const text = await scrape()
    expect(text).toContain('tackon_due_work{kind="execute-refund",state="late"} 1')
    expect(text).toContain('tackon_due_work{kind="execute-refund",state="waiting"} 1')
    expect(text).toContain('tackon_webhooks_waiting{provider="razorpay"} 1')
  })
})
