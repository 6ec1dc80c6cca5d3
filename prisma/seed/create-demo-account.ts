import { randomBytes } from 'node:crypto'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { createUser } from '#lib/auth/create-user.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { Transaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { grantComp } from '#lib/subscriptions/grant-comp.ts'
import type { BillingDetailsRequest } from '#lib/tax/schemas.ts'
import { families } from './catalog/families.ts'
import type { DemoAccount } from './demo-account.ts'
import { buysAtSandbox, payAtSandbox } from './pay-at-sandbox.ts'

/**
 * What a demo account is to be: a customer of a family on a plan, or staff. `new` has bought nothing: it is on the
 * family's default plan (D10), and no provider knows it.
 */
export type DemoAccountWish = { email?: string } & (
  | {
      role: 'customer'
      family: string
      plan: string
      /** A test number of the provider's, saved and charged from then on. */
      card?: string | undefined
      /** What its invoices say about it; without, its name alone. */
      billing?: BillingDetailsRequest | undefined
    }
  | { role: 'admin' }
)

/**
 * Makes an account to try the product with: a user with a password and a bearer token and, for a customer, a billing
 * account with its plan: granted without payment, or, where a provider bills, bought at the sandbox. Throws when the family or plan does not exist, or the email is taken.
 */
export async function createDemoAccount(options: {
  wish: DemoAccountWish
  now: Temporal.Instant
}): Promise<DemoAccount> {
  const { wish, now } = options
  const email = wish.email ?? freshEmail(wish)
  const password = freshPassword()
  const passwordHash = await hashPassword(password)
  const name = wish.role === 'admin' ? 'Tackon Staff' : nameOf(email)
  const account = await transaction(async (tx): Promise<DemoAccount & { ids: Buyer | null }> => {
    const customer = wish.role === 'customer' ? await createCustomer(tx, { ...wish, email, name, now }) : null
    const { userId } = await createUser(tx, {
      email,
      name,
      passwordHash,
      role: wish.role,
      membership: customer && { customerId: customer.id, role: 'owner' },
      now,
    })
    const { token } = await createAccessToken(tx, {
      userId,
      customerId: customer?.id ?? null,
      name: 'demo',
      expiresAt: null,
      now: realNow(),
    })
    const opens = { email, password, token }
    if (wish.role === 'admin' || !customer) return { ...opens, role: 'admin', ids: null }
    const { family, plan } = wish
    const ids = { customerId: customer.id, userId, familyCode: family }
    await holdPlan(tx, { ...ids, plan, now })
    return { ...opens, role: 'customer', family, plan, customerId: customer.externalId, ids }
  })
  const { ids, ...said } = account
  if (ids && wish.role === 'customer') await payAtSandbox({ ...ids, ...wish, now })
  return said
}

type Buyer = { customerId: string; userId: string; familyCode: string }

export function freshPassword(): string {
  return randomBytes(9).toString('base64url')
}

/** A random part keeps accounts apart that are made at the same moment. */
function freshEmail(wish: DemoAccountWish): string {
  const part = randomBytes(4).toString('hex')
  return wish.role === 'admin' ? `admin-${part}@tackon.test` : `${wish.plan}-${part}@${wish.family}.test`
}

/** `pro@smart-ml.test` → `Pro`. */
function nameOf(email: string): string {
  const [local = email] = email.split('@')
  return local.charAt(0).toUpperCase() + local.slice(1)
}

async function createCustomer(
  tx: Transaction,
  options: {
    email: string
    name: string
    family: string
    billing?: BillingDetailsRequest | undefined
    now: Temporal.Instant
  },
) {
  const at = toDate(options.now)
  const externalId = `cus_${randomBytes(9).toString('base64url')}`
  const { email, name, billing } = options
  // At home where the family is sold from.
  const country = families.find(({ code }) => code === options.family)?.issuer.country ?? null
  return tx.customer.create({
    data: {
      ...{ externalId, name, email, country, createdAt: at, updatedAt: at },
      ...(billing ? { billing: { create: { ...billing, updatedAt: at } } } : {}),
    },
  })
}

/** The one place that says how a demo account comes by its plan. */
async function holdPlan(
  tx: Transaction,
  options: { customerId: string; familyCode: string; plan: string; now: Temporal.Instant },
) {
  const { customerId, familyCode, now } = options
  const catalog = await loadFamilyCatalog(tx, familyCode)
  const plan = catalog?.plans.find(({ code, isDefault }) =>
    options.plan === 'new' ? isDefault : code === options.plan,
  )
  if (!catalog || !plan) throw new Error(`There is no plan "${options.plan}" in the family "${familyCode}"`)
  const subscription = await ensureSubscription(tx, { customerId, familyCode, now })
  if (plan.isDefault || buysAtSandbox(catalog.family)) return
  await grantComp(tx, {
    subscriptionId: subscription.id,
    customerId,
    item: { planId: plan.id },
    quantity: 1,
    unitAmountMinor: plan.price?.amountMinor ?? 0n,
    currency: catalog.family.currency,
    startsAt: now,
    endsAt: null,
    now,
  })
}
