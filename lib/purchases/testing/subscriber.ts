import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { acceptQuote } from '../accept-quote.ts'
import type { Change } from '../change-rules.ts'
import { createQuote, type Quote } from '../create-quote.ts'
import type { Shop } from './open-shop.ts'

export const PAYS = '4242424242424242'
export const DECLINES_LATER = '4000000000000341'
export const ASKS = '4000000000003220'

/** A customer of a family that a provider bills, and what happens between the two. */
export type Subscriber = Holder & {
  quote(...changes: Change[]): Promise<Quote>
  /** Quotes and accepts; answers where the purchase stands then. */
  change(
    ...changes: Change[]
  ): Promise<{ quote: Quote; purchaseId: string; status: string; payUrl: string | null }>
  /** What it may do, by feature; null where there is no limit. */
  limits(): Promise<Record<string, bigint | null>>
  plan(): Promise<string | undefined>
  /** The provider's subscription: what is billed by add-on or plan code, and the period. */
  billed(): Promise<{
    items: Record<string, number>
    start: Temporal.Instant
    end: Temporal.Instant
    status: string
  }>
  /** The id of the provider's order of a purchase. */
  orderOf(purchaseId: string): Promise<string>
  payer(): Promise<string>
}

/** A customer who has bought nothing yet, or, with changes, the first things by the provider's checkout page. */
export async function openSubscriber(
  shop: Shop,
  options: { family: string; buys?: Change[]; card?: string },
): Promise<Subscriber> {
  const familyCode = options.family
  const holder = await buildHolder({ plan: 'new', family: familyCode, now: await now() })
  const { customerId } = holder
  const standing = async () => {
    const found = await loadStanding(database(), { customerId, familyCode, at: await now() })
    if (!found) throw new Error(`no family ${familyCode}`)
    return found
  }
  const entitled = async () => {
    const { catalog, holdings } = await standing()
    return entitlementsAt({ catalog, lines: holdings.lines, at: await now() })
  }
  const quote = async (...changes: Change[]) =>
    createQuote({ ...holder, familyCode, changes, now: await now() })
  const externalId = async (kind: 'subscription' | 'customer') => {
    const reference = await database().providerReference.findFirstOrThrow({
      where: { customerId, kind },
      orderBy: { createdAt: 'desc' },
    })
    return reference.externalId
  }
  const subscriber: Subscriber = {
    ...holder,
    quote,
    async change(...changes) {
      const wanted = await quote(...changes)
      if (wanted.violations[0]) throw new Error(wanted.violations[0].reason)
      const { purchaseId } = await acceptQuote({ ...holder, quoteId: wanted.id, now: await now() })
      const { status, payUrl } = await database().purchase.findUniqueOrThrow({ where: { id: purchaseId } })
      return { quote: wanted, purchaseId, status, payUrl }
    },
    async limits() {
      const { features } = await entitled()
      return Object.fromEntries(features.map(({ feature, total }) => [feature, total]))
    },
    plan: async () => (await entitled()).plan?.code,
    async billed() {
      const state = await paymentProvider('stripe').subscriptionBilling?.readSubscription(
        await externalId('subscription'),
      )
      const [first] = state?.items ?? []
      if (!state || !first) throw new Error('nothing is billed')
      const references = await database().providerReference.findMany({ where: { kind: 'price' } })
      const prices = await database().price.findMany({ include: { plan: true, addon: true } })
      const codeOf = (priceId: string) => {
        const ours = references.find((found) => found.externalId === priceId)?.subjectId
        const price = prices.find((found) => found.id === ours)
        return (price?.addon ?? price?.plan)?.code ?? priceId
      }
      return {
        items: Object.fromEntries(state.items.map((item) => [codeOf(item.priceId), item.quantity])),
        start: first.periodStartsAt,
        end: first.periodEndsAt,
        status: state.status,
      }
    },
    async orderOf(purchaseId) {
      const order = { kind: 'order', subject: 'purchase', subjectId: purchaseId } as const
      const found = await findExternalId(database(), order)
      if (!found) throw new Error(`purchase ${purchaseId} has no order`)
      return found
    },
    payer: () => externalId('customer'),
  }
  if (options.buys) {
    const { purchaseId } = await subscriber.change(...options.buys)
    const session = await subscriber.orderOf(purchaseId)
    await shop.whileWorking(async () => {
      const card = options.card ?? PAYS
      await shop.control('POST', `/stripe/checkout/sessions/${session}/complete`, { card })
      await shop.control('GET', '/quiet')
    })
  }
  return subscriber
}
