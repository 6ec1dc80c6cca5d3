import type { Markup } from '../../http/html.ts'
import type { CardOutcome, TypedCard } from '../checkout/submit-session.ts'
import type { Act } from '../stripe-context.ts'

/** What a hosted page asks a card for, as it stands now. */
export type FlowPage = {
  readonly title: string
  /** What is paid for, beside the form. */
  readonly summary: Markup
  /** What the bank asks about: "a payment of €49.00". */
  readonly about: string
  /** What the button says that does it. */
  readonly action: string
  readonly asksEmail: boolean
  /** Where the payer goes without paying; null: nowhere else. */
  readonly back: string | null
  /** The bank's question is still open: its own page answers it. */
  readonly asked: boolean
  /** Set when there is nothing more to do here. */
  readonly over: {
    readonly heading: string
    readonly text: string
    readonly good: boolean
    readonly onward: string | null
  } | null
  /** Other origins that a submit may lead to. */
  readonly leadsTo: readonly (string | null)[]
}

/** A hosted page with a card form. Every `done` answers where the payer goes on. */
export type Flow = {
  readonly path: string
  readonly show: (act: Act, id: string) => FlowPage | null
  readonly submit: (act: Act, input: { readonly id: string; readonly card: TypedCard }) => CardOutcome<string>
  readonly authenticate: (
    act: Act,
    input: { readonly id: string; readonly agreed: boolean },
  ) => CardOutcome<string>
}

export function doneAt<Done>(outcome: CardOutcome<Done>, where: (done: Done) => string): CardOutcome<string> {
  return outcome.kind === 'done' ? { kind: 'done', result: where(outcome.result) } : outcome
}
