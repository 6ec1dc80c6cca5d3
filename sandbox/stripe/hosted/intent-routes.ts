import { html } from '../../http/html.ts'
import type { HttpReply, HttpRequest, Route } from '../../http/http-types.ts'
import { formatAmount } from '../../money/format-amount.ts'
import { inTransaction } from '../../store/open-store.ts'
import { answerAuthentication, invoiceOfIntent } from '../payments/answer-authentication.ts'
import { answerSetup } from '../setup/confirm-setup.ts'
import { type Act, actAt, type StripeContext } from '../stripe-context.ts'
import { bankPage, nothingHere } from './flow-views.ts'
import { page, seeOther } from './page.ts'

const path = '/authenticate/:id'

/** Where `next_action.redirect_to_url` of an intent leads: the bank's question, and back. */
export function intentRoutes(context: StripeContext): readonly Route[] {
  const handle = (answer: (act: Act, request: HttpRequest) => HttpReply) => async (request: HttpRequest) => {
    const act = actAt(context, await context.clock.now())
    const reply = inTransaction(context.store, () => answer(act, request))
    context.wake()
    return reply
  }
  return [
    {
      method: 'GET',
      path,
      handle: handle((act, { params }) => {
        const asking = askingIntent(act, params.id ?? '')
        if (!asking) return nothingHere()
        if (asking.elsewhere) return seeOther(asking.elsewhere)
        return asking.intent.status === 'requires_action'
          ? bankPage({ about: asking.about, leadsTo: [asking.back] })
          : overPage()
      }),
    },
    {
      method: 'POST',
      path,
      handle: handle((act, { params, rawBody }) => {
        const asking = askingIntent(act, params.id ?? '')
        if (!asking) return nothingHere()
        if (asking.intent.status !== 'requires_action') return overPage()
        const agreed = new URLSearchParams(rawBody.toString('utf8')).get('outcome') === 'success'
        if (asking.intent.object === 'payment_intent')
          answerAuthentication(act, { intent: asking.intent, agreed })
        else answerSetup(act, { intent: asking.intent, agreed })
        return asking.back === null ? overPage() : seeOther(asking.back)
      }),
    },
  ]
}

function askingIntent(act: Act, id: string) {
  const setup = act.setupIntents.find(id)
  if (setup) return { intent: setup, about: 'saving a card', back: null, elsewhere: null }
  const intent = act.paymentIntents.find(id)
  if (!intent) return null
  const invoice = invoiceOfIntent(act, intent)
  const back = intent.next_action?.redirect_to_url.return_url ?? null
  return {
    intent,
    about: `a payment of ${formatAmount(intent)}`,
    back,
    elsewhere: invoice ? `/i/${invoice.id}/authenticate` : null,
  }
}

function overPage(): HttpReply {
  return page({
    title: 'Answered',
    content: html`<main class="sheet single">
      <section class="pay"><h1>Answered</h1><p>Your bank has your answer. You can close this page.</p></section>
    </main>`,
  })
}
