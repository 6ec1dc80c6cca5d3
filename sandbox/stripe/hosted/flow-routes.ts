import type { HttpReply, HttpRequest, Route } from '../../http/http-types.ts'
import { inTransaction } from '../../store/open-store.ts'
import type { CardOutcome } from '../checkout/submit-session.ts'
import { type Act, actAt, type StripeContext } from '../stripe-context.ts'
import type { Flow, FlowPage } from './flow.ts'
import { bankPage, formPage, nothingHere, overPage } from './flow-views.ts'
import { seeOther } from './page.ts'
import { blankFields, readCard, readTyped, type TypedFields } from './read-card-form.ts'

/** A flow's pages: the card form, and where the bank asks. Forms only: they work without a script. */
export function flowRoutes(context: StripeContext, flow: Flow): readonly Route[] {
  const route = (
    method: 'GET' | 'POST',
    path: string,
    answer: (act: Act, call: { id: string; shown: FlowPage; request: HttpRequest }) => HttpReply,
  ): Route => ({
    method,
    path: flow.path + path,
    handle: async (request) => {
      const act = actAt(context, await context.clock.now())
      const id = request.params.id ?? ''
      const reply = inTransaction(context.store, () => {
        const shown = flow.show(act, id)
        if (!shown) return nothingHere()
        if (!shown.over) return answer(act, { id, shown, request })
        // Submitted twice: the second time goes where the first went.
        return method === 'POST' && shown.over.onward !== null ? seeOther(shown.over.onward) : overPage(shown)
      })
      context.wake()
      return reply
    },
  })
  const pathOf = (id: string) => flow.path.replace(':id', id)
  return [
    route('GET', '', (act, { id, shown, request }) => {
      if (request.url.searchParams.has('bank')) return seeOther(`${pathOf(id)}/authenticate`)
      return formPage({ flow: shown, typed: blankFields(act.now) })
    }),
    route('POST', '', (act, { id, shown, request }) => {
      const typed = readTyped(request)
      const read = readCard(typed, { now: act.now, asksEmail: shown.asksEmail })
      if ('errors' in read) return formPage({ flow: shown, typed, errors: read.errors })
      const outcome = flow.submit(act, { id, card: read.card })
      return afterOutcome({ outcome, shown, typed, path: pathOf(id) })
    }),
    route('GET', '/authenticate', (_act, { id, shown }) =>
      shown.asked ? bankPage(shown) : seeOther(pathOf(id)),
    ),
    route('POST', '/authenticate', (act, { id, shown, request }) => {
      if (!shown.asked) return seeOther(pathOf(id))
      const agreed = new URLSearchParams(request.rawBody.toString('utf8')).get('outcome') === 'success'
      const outcome = flow.authenticate(act, { id, agreed })
      const typed = blankFields(act.now)
      return afterOutcome({ outcome, shown: { ...shown, asked: false }, typed, path: pathOf(id) })
    }),
  ]
}

function afterOutcome(input: {
  readonly outcome: CardOutcome<string>
  readonly shown: FlowPage
  readonly typed: TypedFields
  readonly path: string
}): HttpReply {
  const { outcome, shown, typed, path } = input
  switch (outcome.kind) {
    case 'done':
      return seeOther(outcome.result)
    case 'asks':
      return seeOther(`${path}/authenticate`)
    case 'declined':
      return formPage({ flow: shown, typed: { ...typed, card_cvc: '' }, message: outcome.message })
    default:
      return outcome satisfies never
  }
}
