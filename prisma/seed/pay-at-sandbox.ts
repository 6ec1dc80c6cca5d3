import { database } from '#lib/db/client.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { acceptQuote } from '#lib/purchases/accept-quote.ts'
import { createQuote } from '#lib/purchases/create-quote.ts'
import { findHandOff } from '#lib/purchases/open-hand-off.ts'
import { settleNow } from '#lib/purchases/settle-now.ts'

/** The test number that always pays. */
const PAYS = '4242424242424242'

/** Whether a plan of the family is bought at the provider's sandbox: there is one, and the provider bills plans. */
export function buysAtSandbox(family: { provider: string; prepaid: boolean }): boolean {
  return Boolean(process.env.SANDBOX_URL) && billedBy(family) !== null
}

/**
 * What the demo account's owner would do on the provider's pages: buys the plan with a card that pays, and saves the
 * card that was asked for. Where nothing is bought at the provider it does nothing.
 */
export async function payAtSandbox(options: {
  customerId: string
  userId: string
  familyCode: string
  plan: string
  card?: string | undefined
  now: Temporal.Instant
}): Promise<void> {
  const { customerId, familyCode, plan, card, now } = options
  const family = await database().productFamily.findUniqueOrThrow({
    where: { code: familyCode },
    include: { plans: true },
  })
  if (!buysAtSandbox(family)) return
  const { provider } = family
  const isBought = family.plans.some((found) => found.code === plan && !found.isDefault)
  if (isBought) await buyPlan({ ...options, provider })
  if (!card || (isBought && card === PAYS)) return
  const billing = paymentProvider(provider).subscriptionBilling
  const customer = await database().customer.findUniqueOrThrow({ where: { id: customerId } })
  if (!billing) return
  const payer = await ensurePayer({ billing, provider, customer, now })
  await control(`/${provider}/customers/${payer}/payment-method`, { card })
}

async function buyPlan(options: {
  customerId: string
  userId: string
  familyCode: string
  plan: string
  provider: string
  now: Temporal.Instant
}) {
  const { plan, provider, now } = options
  const quote = await createQuote({ ...options, changes: [{ action: 'plan', code: plan }] })
  const { purchaseId } = await acceptQuote({ ...options, quoteId: quote.id })
  const handOff = await findHandOff({ purchaseId, now })
  if (!handOff) throw new Error(`the plan ${plan} could not be bought`)
  await control(`/${provider}/checkout/sessions/${handOff.orderId}/complete`, { card: PAYS })
  const settled = await settleNow({ purchaseId, provider, now })
  if (settled?.status !== 'fulfilled') throw new Error(`the plan ${plan} was not paid: ${settled?.status}`)
}

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(new URL(path, process.env.SANDBOX_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`sandbox ${path}: ${answer.status} ${await answer.text()}`)
}
