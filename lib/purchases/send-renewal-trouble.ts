import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'
import type { TemplateData } from '#lib/notifications/templates.ts'
import { nextRenewalRun } from '#lib/subscriptions/renewal-run-rules.ts'
import { purchasePath } from './return-url.ts'

type Trouble = {
  why: TemplateData<'prepaid-not-renewed'>['why']
  /** In the words of whoever refused it. */
  detail?: string | null
  now: Temporal.Instant
}

/**
 * Tells the owners that our own job could not renew something, once for each try, with what they can do about it.
 * Nothing is told of a purchase that is no renewal of ours.
 */
export async function sendRenewalTrouble(
  tx: Transaction,
  options: Trouble & { purchase: { id: string; renewsTermId: string | null; amountMinor: bigint } },
): Promise<void> {
  const { id, renewsTermId, amountMinor } = options.purchase
  if (renewsTermId === null) return
  const path = options.why === 'asks' ? purchasePath(id) : '/billing'
  await tellOfTerm(tx, { ...options, termId: renewsTermId, told: id, amountMinor, path })
}

/** As `sendRenewalTrouble`, when it did not come to a purchase: once for each term. */
export async function sendNotRenewed(
  tx: Transaction,
  options: Trouble & { termId: string; amountMinor: bigint | null },
): Promise<void> {
  await tellOfTerm(tx, { ...options, told: options.termId, path: '/billing' })
}

async function tellOfTerm(
  tx: Transaction,
  options: Trouble & { termId: string; told: string; amountMinor: bigint | null; path: string },
) {
  const { termId, told, why, amountMinor, now } = options
  const term = await tx.term.findUniqueOrThrow({
    where: { id: termId },
    include: {
      line: {
        include: {
          addon: true,
          plan: true,
          subscription: { include: { apiKey: true, family: { include: { issuer: true } } } },
        },
      },
    },
  })
  const { line, endsAt, quantity, currency, customerId } = term
  const item = line.addon ?? line.plan
  if (!item || endsAt === null) return
  const { timeZone } = line.subscription.family.issuer
  const end = toInstant(endsAt)
  const next = nextRenewalRun({ endsAt: end, at: now.add({ minutes: 1 }), timeZone })
  const triesAgain = (why === 'declined' || why === 'no_method') && isBefore(next, end)
  await tellOwners(tx, {
    customerId,
    told: `prepaid-not-renewed:${told}:${why}`,
    template: 'prepaid-not-renewed',
    data: {
      why,
      detail: options.detail ?? null,
      itemName: line.addon ? `${quantity} × ${item.name}` : item.name,
      keyName: line.subscription.apiKey?.name ?? null,
      amountMinor: amountMinor?.toString() ?? null,
      currency,
      endsAt: end.toString(),
      nextTryAt: triesAgain ? next.toString() : null,
      timeZone,
      path: options.path,
    },
    now,
  })
}
