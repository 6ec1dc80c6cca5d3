import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { billingOverviewAt } from '#lib/subscriptions/billing-overview.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { acceptQuote } from '../accept-quote.ts'
import { approveAutoRenew } from '../approve-auto-renew.ts'
import { buyAddon } from '../buy-addon.ts'
import type { Change } from '../change-rules.ts'
import { createQuote } from '../create-quote.ts'
import { findHandOff } from '../open-hand-off.ts'
import { turnOnAutoRenew } from '../turn-on-auto-renew.ts'
import { verifyPayment } from '../verify-payment.ts'
import type { Shop } from './open-shop.ts'

const familyCode = 'smart-ml'
const provider = 'razorpay'

export type PayerBank = { method?: 'card' | 'upi' | 'emandate'; region?: 'domestic' | 'international' }
export type Approval = {
  razorpay_payment_id: string
  razorpay_subscription_id: string
  razorpay_signature: string
}

/** A customer on the Pro plan whose add-ons renew by approvals at their bank. */
export async function openRenewer(shop: Shop) {
  const holder = await buildHolder({ plan: 'pro', now: await now() })

  const approve = (mandateId: string, bank: PayerBank = {}) =>
    shop.control<Approval>('POST', `/razorpay/subscriptions/${mandateId}/authenticate`, {
      method: 'card',
      region: 'domestic',
      ...bank,
    })

  /** Orders an add-on that renews by itself; answers what is to be approved. */
  const order = async (code: string, quantity = 1) => {
    const change = { action: 'add', code, quantity } as const
    const made = await buyAddon({ ...holder, familyCode, change, autoRenew: true, now: await now() })
    return { ...made, mandateId: made.handOff.orderId }
  }

  const verify = async (approval: Approval, wanted: { addonCode: string; quantity: number }) =>
    verifyPayment({
      ...holder,
      ...wanted,
      provider,
      orderId: approval.razorpay_subscription_id,
      paymentId: approval.razorpay_payment_id,
      signature: approval.razorpay_signature,
      now: await now(),
    })

  const renewer = {
    ...holder,
    approve,
    order,
    verify,

    /** Buys an add-on that renews by itself, back from the provider's window. */
    async buyRenewing(code: string, quantity = 1, bank: PayerBank = {}) {
      const { mandateId } = await order(code, quantity)
      const approval = await approve(mandateId, bank)
      const { lineId } = await verify(approval, { addonCode: code, quantity })
      await renewer.quiet()
      return { mandateId, lineId }
    },

    /** Buys by the month, or changes what is held, and pays it. */
    async change(...changes: Change[]) {
      const quote = await createQuote({ ...holder, familyCode, changes, now: await now() })
      const [violation] = quote.violations
      if (violation) throw Object.assign(new Error(violation.reason), { code: violation.code })
      const { purchaseId } = await acceptQuote({ ...holder, quoteId: quote.id, now: await now() })
      const handOff = await findHandOff({ purchaseId, now: await now() })
      await shop.whileWorking(async () => {
        if (handOff) await shop.pay(handOff.orderId)
        await shop.control('GET', '/quiet')
      })
      return quote
    },

    /** Turns automatic renewal on for what is held, and approves it. */
    async turnOn(lineId: string, bank: PayerBank = {}) {
      const handOff = await turnOnAutoRenew({ ...holder, lineId, now: await now() })
      const mandateId = handOff.kind === 'script' ? String(handOff.options.subscription_id) : ''
      const approval = await approve(mandateId, bank)
      await approveAutoRenew({
        ...holder,
        provider,
        lineId,
        mandateId,
        paymentId: approval.razorpay_payment_id,
        signature: approval.razorpay_signature,
        now: await now(),
      })
      await renewer.quiet()
      return { mandateId }
    },

    /** Ends what was asked for to charge a line, at the provider alone. */
    async cancelAsked(lineId: string) {
      const { mandates } = paymentProvider(provider)
      const asked = await database().billingAgreement.findFirstOrThrow({
        where: { lineId },
        include: { line: { include: { addon: true } } },
      })
      const { id: reference, quantity, unitAmountMinor } = asked
      const description = asked.line?.addon?.name
      if (!mandates || quantity === null || unitAmountMinor === null || !description)
        throw new Error('nothing was asked for')
      const terms = { reference, description, unitAmountMinor, quantity, currency: 'INR', intervalMonths: 1 }
      const { mandateId } = await mandates.open({ ...terms, startsAt: null })
      await mandates.cancel(mandateId)
    },

    async lineOf(code: string) {
      return database().subscriptionLine.findFirstOrThrow({
        where: { customerId: holder.customerId, addon: { code } },
      })
    },

    async held(lineId: string) {
      return findUserAddon({ ...holder, lineId, at: await now() })
    },

    async overview() {
      const at = await now()
      const standing = await loadStanding(database(), { ...holder, familyCode, at })
      if (!standing) throw new Error(familyCode)
      return billingOverviewAt({ ...standing, at })
    },

    async storage() {
      const found = await getEntitlements(database(), { ...holder, familyCode, at: await now() })
      return Number(found?.features.find(({ feature }) => feature === 'azure_storage_gb')?.total)
    },

    /** What was taken and not given back, in rupees. */
    async paid() {
      const where = { customerId: holder.customerId, status: 'captured' } as const
      const payments = await database().payment.findMany({ where })
      return (
        payments.reduce((sum, payment) => sum + Number(payment.amountMinor - payment.refundedMinor), 0) / 100
      )
    },

    async told(template: string) {
      return database().outboundMessage.count({
        where: { customerId: holder.customerId, template, channel: 'in_app' },
      })
    },

    async mailed(template: string) {
      return database().outboundMessage.count({
        where: { customerId: holder.customerId, template, channel: 'email' },
      })
    },

    /** How the payer's bank answers from now on. */
    bank: (mandateId: string, outcome: 'captured' | 'failed') =>
      shop.control('POST', `/razorpay/subscriptions/${mandateId}/charges`, { outcome }),

    atProvider: (mandateId: string) => paymentProvider(provider).mandates?.read(mandateId),

    advance: (duration: string) =>
      shop.whileWorking(() => shop.control('POST', '/clock', { advance: duration })),
    quiet: () => shop.whileWorking(() => shop.control('GET', '/quiet')),
  }
  return renewer
}
