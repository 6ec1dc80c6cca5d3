import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { KEY_FAMILY } from '#lib/keys/key-family.ts'
import { hashOf } from '#lib/keys/secret.ts'
import { grantComp } from '#lib/subscriptions/grant-comp.ts'
import { setDefaultLimit } from './quota-keys.ts'

const TIMES = 20

/**
 * How long after a pack was bought a call is admitted by each of several processes that refused it a moment before: the
 * longest of twenty, in milliseconds. The pack is used up in between.
 */
export async function admitsAfter(options: { secret: string; ports: readonly number[] }): Promise<number> {
  const { secret, ports } = options
  const catalog = await loadFamilyCatalog(database(), KEY_FAMILY)
  const addon = catalog?.addons[0]
  const subscription = await database().subscription.findFirstOrThrow({
    where: { apiKey: { secrets: { some: { hash: hashOf(secret) } } } },
  })
  if (!catalog || !addon) throw new Error('the catalog is not seeded')
  await setDefaultLimit(0n)
  await database().grant.updateMany({ where: { addonId: addon.id }, data: { value: BigInt(ports.length) } })
  let longest = 0
  for (let time = 0; time < TIMES; time += 1) {
    await expectAll(ports, secret, 429)
    const at = await now()
    await transaction((tx) =>
      grantComp(tx, {
        subscriptionId: subscription.id,
        customerId: subscription.customerId,
        item: { addonId: addon.id },
        quantity: 1,
        unitAmountMinor: 0n,
        currency: catalog.family.currency,
        startsAt: at,
        endsAt: null,
        now: at,
      }),
    )
    const bought = performance.now()
    await expectAll(ports, secret, 200)
    longest = Math.max(longest, performance.now() - bought)
  }
  return longest
}

async function expectAll(ports: readonly number[], secret: string, status: number): Promise<void> {
  const ask = async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/forward`, {
      method: 'POST',
      headers: { 'X-API-Key': secret },
    })
    await answer.text()
    if (answer.status !== status) throw new Error(`answered ${answer.status}, not ${status}`)
  }
  await Promise.all(ports.map(ask))
}
