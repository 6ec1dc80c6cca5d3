import { z } from 'zod'
import type { HttpRequest, Route } from '../http/http-types.ts'
import { conflict, notFound } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import { inTransaction } from '../store/open-store.ts'
import { writeSetting } from '../store/settings.ts'
import { serialize } from '../stripe/api/serialize.ts'
import { StripeError } from '../stripe/api/stripe-error.ts'
import { findTestCard } from '../stripe/cards/card-rules.ts'
import { createPaymentMethod } from '../stripe/cards/create-payment-method.ts'
import { authenticateSession, type CardOutcome, submitSession } from '../stripe/checkout/submit-session.ts'
import { successAddress } from '../stripe/checkout/success-address.ts'
import { replaceCard } from '../stripe/customers/replace-card.ts'
import { afterRetriesSetting } from '../stripe/invoices/collect-invoice.ts'
import { authenticateInvoice, payByCard } from '../stripe/invoices/pay-by-card.ts'
import { answerAuthentication } from '../stripe/payments/answer-authentication.ts'
import { settleDebit } from '../stripe/payments/settle-debit.ts'
import { closeDispute } from '../stripe/refunds/close-dispute.ts'
import { failRefund } from '../stripe/refunds/fail-refund.ts'
import { openDispute } from '../stripe/refunds/open-dispute.ts'
import { type Act, actAt, type StripeContext } from '../stripe/stripe-context.ts'
import type { ControlContext } from './control-context.ts'

const card = z
  .string()
  .refine((number) => findTestCard(number) !== null, { error: 'is not one of the test cards' })
  .default('4242424242424242')
const cardSchema = z.strictObject({ card })
const completeSchema = z.strictObject({
  card,
  /** A bank debit is complete at once and paid days later: see `settle`. */
  method: z.enum(['card', 'sepa_debit']).default('card'),
  email: z.email().optional(),
  name: z.string().max(100).optional(),
  /** What the payer does when asked for 3-D Secure; `open` leaves the question on the page. */
  authentication: z.enum(['success', 'fail', 'open']).default('success'),
})
const authenticateSchema = z.strictObject({ outcome: z.enum(['success', 'fail']) })
const settleSchema = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) })
const disputeSchema = z.strictObject({ payment_intent: z.string() })
const closeSchema = z.strictObject({ outcome: z.enum(['won', 'lost']) })
const settingsSchema = z.strictObject({ afterRetries: z.enum(['cancel', 'unpaid', 'past_due']) })
const emptySchema = z.strictObject({})

/** What the payer and the payer's bank do at Stripe's. */
export function stripeControlRoutes({ stripe }: ControlContext): readonly Route[] {
  return [
    control(stripe, {
      path: '/stripe/checkout/sessions/:id/complete',
      schema: completeSchema,
      act: (act, { id, input }) => {
        requireKnown(act.sessions.find(id), `checkout session ${id}`)
        const { card: number, method, authentication, email = null, name = null } = input
        const payer = { email, name }
        const submitted = submitSession(act, { id, card: method === 'card' ? { ...payer, number } : payer })
        const asked = submitted.kind === 'asks' && authentication !== 'open'
        return sessionAnswer(
          act,
          id,
          asked ? authenticateSession(act, { id, agreed: authentication === 'success' }) : submitted,
        )
      },
    }),
    control(stripe, {
      path: '/stripe/checkout/sessions/:id/authenticate',
      schema: authenticateSchema,
      act: (act, { id, input }) => {
        requireKnown(act.sessions.find(id), `checkout session ${id}`)
        return sessionAnswer(act, id, authenticateSession(act, { id, agreed: input.outcome === 'success' }))
      },
    }),
    control(stripe, {
      path: '/stripe/checkout/sessions/:id/settle',
      schema: settleSchema,
      act: (act, { id, input }) => {
        const session = requireKnown(act.sessions.find(id), `checkout session ${id}`)
        return settleDebit(act, { session, paid: input.outcome === 'succeeded' })
      },
    }),
    control(stripe, {
      path: '/stripe/invoices/:id/pay',
      schema: cardSchema,
      act: (act, { id, input }) => {
        requireKnown(act.invoices.find(id), `invoice ${id}`)
        const outcome = payByCard(act, { id, card: { number: input.card } })
        return { ...outcomeAnswer(outcome), invoice: act.invoices.find(id) }
      },
    }),
    control(stripe, {
      path: '/stripe/invoices/:id/authenticate',
      schema: authenticateSchema,
      act: (act, { id, input }) => {
        requireKnown(act.invoices.find(id), `invoice ${id}`)
        const outcome = authenticateInvoice(act, { id, agreed: input.outcome === 'success' })
        return { ...outcomeAnswer(outcome), invoice: act.invoices.find(id) }
      },
    }),
    control(stripe, {
      path: '/stripe/payment-intents/:id/authenticate',
      schema: authenticateSchema,
      act: (act, { id, input }) => {
        const intent = requireKnown(act.paymentIntents.find(id), `payment intent ${id}`)
        return answerAuthentication(act, { intent, agreed: input.outcome === 'success' })
      },
    }),
    control(stripe, {
      path: '/stripe/customers/:id/payment-method',
      schema: cardSchema,
      act: (act, { id, input }) => {
        requireKnown(act.customers.find(id), `customer ${id}`)
        const method = createPaymentMethod(act, { number: input.card })
        return replaceCard(act, { customer: id, method })
      },
    }),
    control(stripe, {
      path: '/stripe/disputes',
      schema: disputeSchema,
      act: (act, { input }) => {
        const { payment_intent: id } = input
        const intent = requireKnown(act.paymentIntents.find(id), `payment intent ${id}`)
        return openDispute(act, requireKnown(act.charges.find(intent.latest_charge ?? ''), `charge of ${id}`))
      },
    }),
    control(stripe, {
      path: '/stripe/disputes/:id/close',
      schema: closeSchema,
      act: (act, { id, input }) => {
        const dispute = requireKnown(act.disputes.find(id), `dispute ${id}`)
        return closeDispute(act, { dispute, outcome: input.outcome })
      },
    }),
    control(stripe, {
      path: '/stripe/refunds/:id/fail',
      schema: emptySchema,
      act: (act, { id }) => {
        const refund = requireKnown(act.refunds.find(id), `refund ${id}`)
        if (refund.status === 'failed') {
          throw conflict({ code: 'refund_settled', detail: 'The refund has failed already.' })
        }
        return failRefund(act, refund)
      },
    }),
    control(stripe, {
      path: '/stripe/settings',
      method: 'PUT',
      schema: settingsSchema,
      act: (act, { input }) => {
        writeSetting(act.store, afterRetriesSetting, input.afterRetries)
        return input
      },
    }),
  ]
}

function control<Schema extends z.ZodType>(
  stripe: StripeContext,
  spec: {
    readonly path: string
    readonly method?: 'POST' | 'PUT'
    readonly schema: Schema
    readonly act: (act: Act, call: { readonly id: string; readonly input: z.infer<Schema> }) => object
  },
): Route {
  const handle = async (request: HttpRequest) => {
    const input = readWith(spec.schema, request)
    const act = actAt(stripe, await stripe.clock.now())
    const answer = orConflict(() =>
      inTransaction(stripe.store, () => spec.act(act, { id: request.params.id ?? '', input })),
    )
    stripe.wake()
    return { ...jsonReply({}), body: serialize(stripe, answer) }
  }
  return { method: spec.method ?? 'POST', path: spec.path, handle }
}

function requireKnown<Found>(found: Found | null, what: string): Found {
  if (!found) throw notFound(`There is no ${what}.`)
  return found
}

function orConflict<Done>(work: () => Done): Done {
  try {
    return work()
  } catch (error) {
    if (error instanceof StripeError) throw conflict({ code: 'refused_by_stripe', detail: error.message })
    throw error
  }
}

function sessionAnswer(act: Act, id: string, outcome: CardOutcome<unknown>): object {
  const session = requireKnown(act.sessions.find(id), `checkout session ${id}`)
  const redirect = session.status === 'complete' ? successAddress(session) : null
  return { ...outcomeAnswer(outcome), redirect, session }
}

function outcomeAnswer(outcome: CardOutcome<unknown>): {
  readonly outcome: string
  readonly message: string | null
} {
  switch (outcome.kind) {
    case 'done':
      return { outcome: 'succeeded', message: null }
    case 'asks':
      return { outcome: 'requires_action', message: null }
    case 'declined':
      return { outcome: 'declined', message: outcome.message }
    default:
      return outcome satisfies never
  }
}
