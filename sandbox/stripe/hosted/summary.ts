import { html, type Markup } from '../../http/html.ts'
import { formatAmount } from '../../money/format-amount.ts'

/** What is paid for, line by line, and what it comes to. */
export function summary(input: {
  readonly heading: string
  readonly currency: string
  readonly lines: readonly { readonly text: string; readonly amount: number }[]
  readonly totals: readonly { readonly text: string; readonly amount: number }[]
  readonly due: number
  readonly note: string | null
}): Markup {
  const { currency } = input
  const row = ({ text, amount }: { readonly text: string; readonly amount: number }) =>
    html`<li><span>${text}</span> <span class="amount">${formatAmount({ amount, currency })}</span></li>`
  return html`<p class="heading">${input.heading}</p>
    <p class="due">${formatAmount({ amount: input.due, currency })}</p>
    ${input.note !== null && html`<p class="note">${input.note}</p>`}
    <ul class="lines">${input.lines.map(row)}</ul>
    ${input.totals.length > 0 && html`<ul class="lines totals">${input.totals.map(row)}</ul>`}`
}
