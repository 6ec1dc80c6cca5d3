import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now as clockNow, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { recordUsage } from '#lib/metering/record-usage.ts'
import { WORKSPACE_FAMILY } from '#lib/workspace/duties.ts'
import { createDemoAccount, type DemoAccountWish, freshPassword } from './create-demo-account.ts'
import type { DemoAccount } from './demo-account.ts'
import { demoBilling } from './demo-billing.ts'
import { fillKeys } from './fill-keys.ts'
import { fillWorkspace } from './fill-workspace.ts'

/** Who can sign in after a first start (CONTRACT "Demo accounts"). */
const WISHES: (DemoAccountWish & { email: string })[] = [
  ...['free', 'pro', 'advanced'].map((plan) => customerOf('smart-ml', plan)),
  ...['free', 'starter', 'growth', 'pro', 'enterprise'].map((plan) => customerOf('klarvo', plan)),
  ...['pro', 'new'].map((plan) => customerOf('custom-projects', plan)),
  { email: 'admin@tackon.test', role: 'admin' },
]

/** Whose API keys there are to be seen; its card is saved. */
const HAS_KEYS = 'pro@custom-projects.test'

/** Some of everything that is counted, by family and plan, so that the meters of an account show how they look. */
const USAGE: Record<string, Record<string, Record<string, number>>> = {
  'smart-ml': {
    free: { api_hits_per_month: 640, model_generation_per_day: 1, azure_storage_gb: 1 },
    pro: {
      api_hits_per_month: 6_120,
      model_generation_per_day: 4,
      azure_storage_gb: 4,
      concurrent_trainings: 1,
    },
    advanced: {
      api_hits_per_month: 18_300,
      model_generation_per_day: 12,
      azure_storage_gb: 11,
      concurrent_trainings: 2,
    },
  },
  klarvo: {
    free: { seats: 1, assessments_per_month: 1 },
    starter: { seats: 2, evidence_storage_gb: 3, assessments_per_month: 4 },
    growth: { seats: 6, evidence_storage_gb: 18, assessments_per_month: 15 },
    pro: { seats: 23, evidence_storage_gb: 96, assessments_per_month: 71 },
    enterprise: { seats: 140, evidence_storage_gb: 410, assessments_per_month: 320 },
  },
  'custom-projects': {
    pro: { storage_gb: 3, connectors: 2 },
  },
}

/**
 * The demo accounts, and the news that add-ons are there. The catalog must be seeded. Accounts that are there keep
 * what `known` says of them; one whose password nobody knows any more gets a new one. Safe to run again.
 *
 * @param options.known what an earlier run answered, as far as it was kept
 */
export async function seedDemo(options: {
  known: readonly DemoAccount[]
  now: Temporal.Instant
}): Promise<DemoAccount[]> {
  // All at once: passwords are made to be slow to check, and so are slow to make.
  const accounts = await Promise.all(
    WISHES.map((wish) => {
      const known = options.known.find((account) => account.email === wish.email)
      return seedAccount({ wish, known, now: options.now })
    }),
  )
  await announce(options.now)
  return accounts
}

function customerOf(family: string, plan: string): DemoAccountWish & { email: string } {
  return { email: `${plan}@${family}.test`, role: 'customer', family, plan }
}

async function seedAccount(options: {
  wish: DemoAccountWish & { email: string }
  known: DemoAccount | undefined
  now: Temporal.Instant
}): Promise<DemoAccount> {
  const { wish, known, now } = options
  const user = await database().user.findUnique({
    where: { email: wish.email },
    include: { members: { include: { customer: { select: { id: true, externalId: true } } } } },
  })
  const customer = user?.members[0]?.customer
  if (!user) {
    const told = wish.role === 'customer' ? { ...wish, billing: demoBilling[wish.email] } : wish
    const account = await createDemoAccount({ wish: told, now })
    // What was bought a moment ago counts from then on, which is after this seeding began.
    if (wish.role === 'customer') await consumeSome({ ...wish, now: await clockNow() })
    return account
  }
  if (known && (await stillOpens(known.token))) return known
  const password = freshPassword()
  const passwordHash = await hashPassword(password)
  await database().user.update({ where: { id: user.id }, data: { passwordHash } })
  const { token } = await createAccessToken(database(), {
    userId: user.id,
    customerId: customer?.id ?? null,
    name: 'demo',
    expiresAt: null,
    now: realNow(),
  })
  return { ...wish, password, token, ...(customer ? { customerId: customer.externalId } : {}) }
}

async function stillOpens(token: string): Promise<boolean> {
  const kept = await database().accessToken.findUnique({ where: { hash: keyedHash(token) } })
  return kept !== null && kept.revokedAt === null
}

async function consumeSome(options: { email: string; family: string; plan: string; now: Temporal.Instant }) {
  const { family: familyCode, now } = options
  const { id: userId, members } = await database().user.findUniqueOrThrow({
    where: { email: options.email },
    include: { members: true },
  })
  const customerId = members[0]?.customerId
  if (!customerId) return
  for (const [feature, amount] of Object.entries(USAGE[familyCode]?.[options.plan] ?? {})) {
    await transaction((tx) => recordUsage(tx, { customerId, userId, familyCode, feature, amount, now }))
  }
  if (options.email === HAS_KEYS) await fillKeys({ customerId, userId, now })
  if (familyCode === WORKSPACE_FAMILY) await fillWorkspace({ customerId, userId, plan: options.plan, now })
}

/** S0.15: users see it once. */
async function announce(now: Temporal.Instant) {
  await database().announcement.createMany({
    data: [
      {
        code: 'add-ons',
        title: 'Add-ons are here',
        body: 'Need more storage, API calls or models, but not a bigger plan? Add just that, for a month at a time.',
        publishedAt: toDate(now),
      },
    ],
    skipDuplicates: true,
  })
}
