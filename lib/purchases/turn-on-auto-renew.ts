import { earliest, isBefore, toDate, toInstant } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding, type Standing } from '#lib/entitlements/load-standing.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import type { Mandates } from '#lib/payments/mandates.ts'
import { type HandOff, ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { addReference, findExternalId } from '#lib/payments/references.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'
import type { Agreement, HeldLine } from '#lib/subscriptions/holdings.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { overLimit } from './auto-renew.ts'
import { renewingQuantity } from './mandate-rules.ts'

/** As long as an open purchase may be paid. */
const APPROVAL_LIFETIME = { minutes: 30 }

type TurnOn = { lineId: string; customerId: string; userId: string; now: Temporal.Instant }

/**
 * What the payer's browser needs to approve that a held add-on renews by itself (S0.10): it is charged first when what
 * is paid ends. Where an approval charges it already, to charge it to something else from now on. Asking again answers
 * the same approval.
 *
 * Throws `user_addon_not_found`, `user_addon_not_active`, `auto_renew_not_offered`, `auto_renew_over_limit`,
 * `renewal_open` while a charge waits to be paid that is not tried again, and `payment_provider_unavailable`.
 */
export async function turnOnAutoRenew(options: TurnOn): Promise<HandOff> {
  const { addon, subscription } = await findLine(database(), options)
  const held = { familyCode: subscription.family.code, apiKeyId: subscription.apiKeyId }
  const wanted = await transaction((tx) => ask(tx, { ...options, ...held }))
  const { catalog, mandates } = wanted
  const user = await database().user.findUniqueOrThrow({ where: { id: options.userId } })
  const shown = {
    description: addon.name,
    merchant: catalog.family.name,
    payer: { name: user.name, email: user.email },
  }
  try {
    const mandateId = wanted.mandateId ?? (await openMandate({ ...options, ...wanted }))
    return mandates.handOff({ mandateId, ...shown, replacesMethod: wanted.replacesMethod })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail: 'The payment provider does not answer. Nothing was changed; try again in a moment.',
      cause: error,
    })
  }
}

type Asked = {
  catalog: Standing['catalog']
  mandates: Mandates
  agreement: { id: string; quantity: number; unitAmountMinor: bigint; createdAt: Temporal.Instant }
  mandateId: string | null
  replacesMethod: boolean
  startsAt: Temporal.Instant
  addon: { name: string; intervalMonths: number }
}

/** Finds the approval to show, or writes down that one is asked for before the provider is. */
async function ask(
  tx: Transaction,
  options: TurnOn & { familyCode: string; apiKeyId: string | null },
): Promise<Asked> {
  const { lineId, customerId, now } = options
  const { subscriptionId } = await findLine(tx, options)
  await lockSubscription(tx, subscriptionId)
  const standing = await loadStanding(tx, { ...options, at: now, ended: true })
  const line = standing?.holdings.lines.find((found) => found.id === lineId)
  const addon = standing?.catalog.addons.find((found) => found.code === line?.addonCode)
  if (!standing || !line || !addon) throw new Error(`line ${lineId} is for nothing in the catalog`)
  const { family } = standing.catalog
  const { mandates } = paymentProvider(family.provider)
  if (!mandates || !addon.price || line.endsAt === null) {
    throw refusal('auto_renew_not_offered', 'This add-on cannot be renewed by an approval of yours')
  }
  const own = standing.holdings.agreements.filter((agreement) => agreement.lineId === lineId)
  refuseOpen(own)
  const quantity = renewingQuantity({ ...line, nextQuantity: wishOf(line, own) })
  const charging = own.find(({ status, quantity: covered }) => {
    return status === 'past_due' || (status === 'active' && covered === quantity)
  })
  const common = { catalog: standing.catalog, mandates, startsAt: line.endsAt }
  const named = { name: addon.name, intervalMonths: addon.price.intervalMonths }
  if (charging) {
    const mandateId = charging.externalId
    return { ...common, addon: named, agreement: asAgreement(charging, now), mandateId, replacesMethod: true }
  }
  if (!isBefore(now, line.endsAt))
    throw refusal('user_addon_not_active', 'This add-on is not active any more')
  const unitAmountMinor = addon.price.amountMinor
  const tooMuch = overLimit({ ...family, amountMinor: unitAmountMinor * BigInt(quantity) })
  if (tooMuch) throw refusal('auto_renew_over_limit', tooMuch)
  const twin = await findTwin(tx, { lineId, quantity, unitAmountMinor, now })
  const at = toDate(now)
  const data = { subscriptionId, customerId, lineId, provider: family.provider, quantity, unitAmountMinor }
  const agreement =
    twin ?? (await tx.billingAgreement.create({ data: { ...data, createdAt: at, updatedAt: at } }))
  return {
    ...common,
    addon: named,
    agreement: { id: agreement.id, quantity, unitAmountMinor, createdAt: toInstant(agreement.createdAt) },
    mandateId: twin ? await externalIdOf(tx, twin.id) : null,
    replacesMethod: false,
  }
}

/** Fewer than held renew only because an approval covers no more: a new one shall cover all. */
function wishOf(line: HeldLine, own: readonly Agreement[]): number | null {
  const covered = own.find(({ status }) => status !== 'pending')?.quantity ?? null
  return line.nextQuantity === covered ? null : line.nextQuantity
}

function refuseOpen(own: readonly Agreement[]): void {
  const halted = own.find(({ status }) => status === 'halted')
  if (!halted?.open) return
  throw new DomainError({
    kind: 'conflict',
    code: 'renewal_open',
    detail: 'The last renewal is not paid. Pay it first; then it renews by itself again.',
    extra: { purchase_id: halted.open.purchaseId },
  })
}

function asAgreement(
  { id, quantity, unitAmountMinor }: Agreement,
  now: Temporal.Instant,
): Asked['agreement'] {
  return { id, quantity: quantity ?? 1, unitAmountMinor: unitAmountMinor ?? 0n, createdAt: now }
}

async function externalIdOf(tx: Transaction, agreementId: string): Promise<string | null> {
  return findExternalId(tx, { kind: 'subscription', subject: 'agreement', subjectId: agreementId })
}

/** One that was asked for a moment ago, for the same: a closed window is opened again. */
async function findTwin(
  tx: Transaction,
  options: { lineId: string; quantity: number; unitAmountMinor: bigint; now: Temporal.Instant },
) {
  const { now, ...same } = options
  const since = toDate(now.subtract(APPROVAL_LIFETIME).add({ minutes: 1 }))
  return tx.billingAgreement.findFirst({
    where: { ...same, status: 'pending', createdAt: { gt: since } },
    orderBy: { createdAt: 'desc' },
  })
}

async function openMandate(options: TurnOn & Asked): Promise<string> {
  const { agreement, mandates, startsAt, addon, catalog, customerId, now } = options
  const { provider, currency } = catalog.family
  const { mandateId } = await mandates.open({
    reference: agreement.id,
    description: addon.name,
    unitAmountMinor: agreement.unitAmountMinor,
    quantity: agreement.quantity,
    currency,
    intervalMonths: addon.intervalMonths,
    startsAt,
    approveBy: earliest(agreement.createdAt.add(APPROVAL_LIFETIME), startsAt),
    askedAt: agreement.createdAt,
  })
  const reference = { provider, kind: 'subscription', externalId: mandateId } as const
  return transaction(async (tx) => {
    await addReference(tx, { ...reference, subject: 'agreement', subjectId: agreement.id, customerId, now })
    const shown = await externalIdOf(tx, agreement.id)
    // A twin of this request was faster: what it asked for is handed out, and this is never shown.
    if (shown !== null && shown !== mandateId) return shown
    const subject = `${provider}:${mandateId}`
    const dueAt = now.add({ minutes: 1 })
    await scheduleWork(tx, { kind: 'converge-provider-subscription', subject, dueAt, now })
    return mandateId
  })
}

function refusal(code: string, detail: string): DomainError {
  return new DomainError({ kind: 'refused', code, detail, field: 'user_addon_id' })
}
