import { database } from '#lib/db/client.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { ApiKey } from '#prisma/generated/client.ts'
import type { CustomerDetail, FamilyHeld } from './customer-schemas.ts'
import { type Reference, serializeHeldLine } from './serialize-held-line.ts'

/** A customer, what it holds in every family, and what it may do. Throws `customer_not_found`. */
export async function findCustomer(options: { id: string; at: Temporal.Instant }): Promise<CustomerDetail> {
  const { id, at } = options
  const customer = await load(id)
  if (!customer) {
    throw new DomainError({
      kind: 'not_found',
      code: 'customer_not_found',
      detail: 'There is no such customer.',
    })
  }
  const references = await database().providerReference.findMany({ where: { customerId: id } })
  const families = await Promise.all(
    customer.subscriptions.map(async ({ family, apiKeyId, apiKey }) => {
      const standing = await loadStanding(database(), {
        customerId: id,
        familyCode: family.code,
        apiKeyId,
        at,
        ended: true,
      })
      return standing ? [serializeFamily(standing, { apiKey, references, at })] : []
    }),
  )
  const { externalId, name, email, billing } = customer
  return {
    ...{ id, externalId, name, email },
    createdAt: customer.createdAt.toISOString(),
    members: customer.members.map(({ user, role }) => ({ ...user, role })),
    billing: billing && {
      legalName: billing.legalName,
      country: billing.country,
      taxId: billing.taxId,
    },
    providerIds: references
      .filter(({ kind }) => kind === 'customer')
      .map(({ provider, kind, externalId }) => ({ provider, kind, externalId })),
    families: families.flat(),
  }
}

async function load(id: string) {
  return database().customer.findUnique({
    where: { id },
    include: {
      billing: true,
      members: {
        include: { user: { select: { email: true, name: true } } },
        orderBy: { createdAt: 'asc' },
      },
      subscriptions: {
        include: { family: { select: { code: true } }, apiKey: true },
        orderBy: { createdAt: 'asc' },
      },
    },
  })
}

function serializeFamily(
  standing: Standing,
  options: { apiKey: ApiKey | null; references: Reference[]; at: Temporal.Instant },
): FamilyHeld {
  const { apiKey, references, at } = options
  const { catalog, holdings } = standing
  const { family } = catalog
  const entitled = entitlementsAt({ catalog, lines: holdings.lines, at })
  const nextPlan = catalog.plans.find(({ code }) => code === holdings.subscription?.nextPlanCode)
  return {
    code: family.code,
    name: family.name,
    apiKey: apiKey && { id: apiKey.id, name: apiKey.name, revoked: apiKey.revokedAt !== null },
    currency: family.currency,
    provider: holdings.subscription?.provider ?? family.provider,
    plan: entitled.plan?.name ?? null,
    nextPlan: nextPlan?.name ?? null,
    agreements: holdings.agreements.map((agreement) => ({
      status: agreement.status,
      externalId: references.find(({ subjectId }) => subjectId === agreement.id)?.externalId ?? null,
      periodEndsAt: agreement.periodEndsAt?.toString() ?? null,
    })),
    held: holdings.lines.flatMap((line) => serializeHeldLine({ line, catalog, holdings, references, at })),
    may: entitled.features.map(({ feature, name, unit, kind, window, total, sources }) => ({
      ...{ code: feature, name, unit, kind, window },
      value: total === null ? null : Number(total),
      sources: sources.map((source) => ({
        name: source.name,
        quantity: source.quantity,
        value: source.value === null ? null : Number(source.value),
      })),
    })),
  }
}
