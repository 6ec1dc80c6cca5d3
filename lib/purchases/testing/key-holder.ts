import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { createApiKey } from '#lib/keys/create-api-key.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import type { Change } from '../change-rules.ts'
import { type ChargedQuote, chargeSavedMethod } from '../charge-saved-method.ts'
import { createQuote } from '../create-quote.ts'
import type { Shop } from './open-shop.ts'

const familyCode = 'forward-api'

/** A customer whose API keys hold tiers and packs, paid in advance. */
export type KeyHolder = Holder & {
  /** The id of a new key. */
  key(): Promise<string>
  quote(apiKeyId: string, changes: Change[], options?: { autoRenew?: boolean }): Promise<string>
  /** Buys by what is saved. */
  buy(apiKeyId: string, change: Change, options?: { autoRenew?: boolean }): Promise<ChargedQuote>
  /** As `buy`; answers the term of it. */
  pack(apiKeyId: string, change: Change, options?: { autoRenew?: boolean }): Promise<string>
  /** Saves a card, or another, at the provider. */
  saveCard(card: string): Promise<void>
  /** Nothing is saved any more. */
  forgetCards(): Promise<void>
  payer(): Promise<string>
  /** What was really taken, at the provider, by the charge's reference. */
  charges(): Promise<{ reference: string; amountMinor: bigint }[]>
}

/** @param card saved at once, as by a purchase before */
export async function openKeyHolder(shop: Shop, { card }: { card?: string } = {}): Promise<KeyHolder> {
  const holder = await buildHolder({ plan: 'new', family: familyCode, now: await now() })
  const { customerId, userId } = holder
  const payer = async () => {
    const customer = await database().customer.findUniqueOrThrow({ where: { id: customerId } })
    const billing = paymentProvider('stripe').savedMethods
    if (!billing) throw new Error('this provider saves nothing')
    return ensurePayer({ billing, provider: 'stripe', customer, now: await now() })
  }
  const made: KeyHolder = {
    ...holder,
    payer,
    async key() {
      const at = await now()
      const wanted = { customerId, userId, name: 'Production', timeZone: 'UTC', requestId: 'test' }
      const create = { ...wanted, now: at, realNow: realNow() }
      return (await transaction((tx) => createApiKey(tx, create))).apiKeyId
    },
    async quote(apiKeyId, changes, options = {}) {
      const wanted = { customerId, userId, familyCode, apiKeyId, changes, ...options }
      const quote = await createQuote({ ...wanted, now: await now() })
      if (quote.violations[0]) throw new Error(quote.violations[0].reason)
      return quote.id
    },
    async buy(apiKeyId, change, options = {}) {
      const quoteId = await made.quote(apiKeyId, [change], options)
      return chargeSavedMethod({ quoteId, customerId, userId, now: await now() })
    },
    async pack(apiKeyId, change, options = {}) {
      const { purchaseId, outcome } = await made.buy(apiKeyId, change, options)
      if (outcome !== 'fulfilled') throw new Error(`the purchase is ${outcome}`)
      return (await database().term.findFirstOrThrow({ where: { purchaseId } })).id
    },
    async saveCard(saved) {
      await shop.control('POST', `/stripe/customers/${await payer()}/payment-method`, { card: saved })
    },
    async forgetCards() {
      const saved = await askStripe<{ data: { id: string }[] }>(
        'GET',
        `/v1/customers/${await payer()}/payment_methods`,
      )
      for (const { id } of saved.data) await askStripe('POST', `/v1/payment_methods/${id}/detach`)
    },
    async charges() {
      const query = new URLSearchParams({ customer: await payer(), limit: '100' })
      const found: { reference: string; amountMinor: bigint }[] = []
      for (let after = ''; ; ) {
        const page = `/v1/payment_intents?${query}${after}`
        const { data, has_more } = await askStripe<IntentPage>('GET', page)
        const taken = data.filter(({ status }) => status === 'succeeded')
        found.push(
          ...taken.map(({ amount, metadata }) => ({
            reference: metadata.reference ?? '',
            amountMinor: BigInt(amount),
          })),
        )
        if (!has_more) return found
        after = `&starting_after=${data.at(-1)?.id}`
      }
    },
  }
  if (card) await made.saveCard(card)
  return made
}

async function askStripe<Answer>(method: string, path: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${process.env.STRIPE_SECRET_KEY}` }
  const response = await fetch(`${process.env.STRIPE_API_URL}${path}`, { method, headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

type IntentPage = {
  data: { id: string; status: string; amount: number; metadata: { reference?: string } }[]
  has_more: boolean
}
