import { randomBytes } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { acceptQuote } from '#lib/purchases/accept-quote.ts'
import { cancelPurchase } from '#lib/purchases/cancel-purchase.ts'
import { createQuote } from '#lib/purchases/create-quote.ts'
import { findHandOff } from '#lib/purchases/open-hand-off.ts'
import { bad, type Finding, good, reasonOf } from './finding.ts'

/**
 * S0.15 a purchase in test mode, as far as the payer: quote, order at the provider, cancel. The customer it is made
 * for is made for it, and everything of it goes again; the unpaid order stays at the provider.
 */
export async function checkPurchase(familyCode: string): Promise<Finding> {
  const buyer = await createBuyer()
  try {
    return await buyAndDrop({ ...buyer, familyCode })
  } catch (error) {
    return bad(
      `Purchase: ${familyCode}: ${reasonOf(error)}`,
      'the checks above say why, or the log of the app does',
    )
  } finally {
    await removeBuyer(buyer)
  }
}

type Buyer = { customerId: string; userId: string }

async function buyAndDrop(options: Buyer & { familyCode: string }): Promise<Finding> {
  const { customerId, userId, familyCode } = options
  const at = await now()
  const holder = await createHolder({ customerId, familyCode, at })
  const standing = await loadStanding(database(), { customerId, familyCode, ...holder, at })
  const offers = standing ? offersAt({ ...standing, at }).offers : []
  const offer = offers.find(({ purchasable, price }) => purchasable.allowed && price.amountMinor > 0n)
  if (!offer) return good(`Purchase: ${familyCode} sells nothing to a new customer; not tried`)
  const changes = [{ action: 'add' as const, code: offer.addon.code, quantity: 1 }]
  const quote = await createQuote({ customerId, userId, familyCode, ...holder, changes, now: at })
  const { purchaseId } = await acceptQuote({ quoteId: quote.id, customerId, userId, now: at })
  const handOff = await findHandOff({ purchaseId, now: at })
  await cancelPurchase({ purchaseId, customerId, userId, now: at })
  if (!handOff) return bad(`Purchase: ${familyCode}: there was no order to pay`, 'look at the log of the app')
  const amount = formatMoney({ amountMinor: quote.dueNowMinor, currency: quote.currency })
  return good(`Purchase: ${offer.addon.name} for ${amount} came as far as the payer, and was dropped`)
}

/** Where API keys hold what is sold, the buyer has one; without a secret, as nobody is to call with it. */
async function createHolder(options: { customerId: string; familyCode: string; at: Temporal.Instant }) {
  const { customerId, familyCode: code, at } = options
  const { heldBy } = await database().productFamily.findUniqueOrThrow({ where: { code } })
  if (heldBy !== 'api_key') return {}
  const { id } = await database().apiKey.create({
    data: { customerId, name: 'doctor', createdAt: toDate(at) },
  })
  return { apiKeyId: id }
}

async function createBuyer(): Promise<Buyer> {
  const at = toDate(await now())
  const name = `doctor-${randomBytes(6).toString('hex')}`
  const stamps = { name, email: `${name}@tackon.test`, createdAt: at, updatedAt: at }
  return transaction(async (tx) => {
    const customer = await tx.customer.create({ data: { externalId: name, ...stamps } })
    const user = await tx.user.create({ data: stamps })
    await tx.member.create({ data: { customerId: customer.id, userId: user.id, createdAt: at } })
    return { customerId: customer.id, userId: user.id }
  })
}

/** Nothing was paid, so nothing of it is in the books. */
async function removeBuyer({ customerId, userId }: Buyer): Promise<void> {
  await transaction(async (tx) => {
    const purchases = await tx.purchase.findMany({ where: { customerId }, select: { id: true } })
    await tx.dueWork.deleteMany({ where: { subject: { in: purchases.map(({ id }) => id) } } })
    await tx.providerReference.deleteMany({ where: { customerId } })
    await tx.purchase.deleteMany({ where: { customerId } })
    await tx.quoteLine.deleteMany({ where: { quote: { customerId } } })
    await tx.quote.deleteMany({ where: { customerId } })
    await tx.subscription.deleteMany({ where: { customerId } })
    await tx.apiKey.deleteMany({ where: { customerId } })
    await tx.member.deleteMany({ where: { customerId } })
    await tx.user.delete({ where: { id: userId } })
    await tx.customer.delete({ where: { id: customerId } })
  })
}
