import { html, type Markup } from '../../http/html.ts'
import type { FlowPage } from './flow.ts'
import type { FieldErrors, TypedFields } from './read-card-form.ts'

const testCards = [
  ['4242 4242 4242 4242', 'pays'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0000 0000 0341', 'can be saved, then declines'],
  ['4000 0000 0000 3220', 'asks for 3-D Secure'],
] as const

/** The card form; `message` says what happened to the last attempt. */
export function cardForm(input: {
  readonly flow: FlowPage
  readonly typed: TypedFields
  readonly errors: FieldErrors
  readonly message: string | null
}): Markup {
  const { flow, typed, errors, message } = input
  return html`<h1 id="pay-title">Card details</h1>
    ${message !== null && html`<div class="notice" role="alert"><strong>Not done.</strong> ${message}</div>`}
    ${
      flow.asked &&
      html`<div class="notice calm">
        <p>Your bank wants you to confirm the payment.</p>
        <p><a href="?bank">Continue to your bank</a>, or pay with another card.</p>
      </div>`
    }
    <form method="post" novalidate>
      ${flow.asksEmail && field({ id: 'email', label: 'Email', type: 'email', autocomplete: 'email', typed, errors })}
      ${field({ id: 'card_number', label: 'Card number', autocomplete: 'cc-number', numeric: true, typed, errors })}
      <div class="pair">
        ${field({ id: 'card_expiry', label: 'Expiry (MM/YY)', autocomplete: 'cc-exp', numeric: true, typed, errors })}
        ${field({ id: 'card_cvc', label: 'CVC', autocomplete: 'cc-csc', numeric: true, typed, errors })}
      </div>
      ${field({ id: 'name', label: 'Name on card', autocomplete: 'cc-name', typed, errors })}
      <button class="primary">${flow.action}</button>
    </form>
    <details class="tests">
      <summary>Test cards</summary>
      <ul>
        ${testCards.map(([number, what]) => html`<li><code>${number}</code> ${what}</li>`)}
      </ul>
    </details>
    ${flow.back !== null && html`<p class="back"><a href="${flow.back}">Go back without paying</a></p>`}`
}

function field(input: {
  readonly id: keyof TypedFields
  readonly label: string
  readonly autocomplete: string
  readonly typed: TypedFields
  readonly errors: FieldErrors
  readonly type?: 'email'
  readonly numeric?: boolean
}): Markup {
  const { id, label, typed, errors } = input
  const error = errors[id]
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${id}"
      type="${input.type ?? 'text'}"
      value="${typed[id]}"
      autocomplete="${input.autocomplete}"
      spellcheck="false"
      autocapitalize="none"
      ${input.numeric ? html`inputmode="numeric"` : null}
      ${error ? html`aria-invalid="true" aria-describedby="${id}-error"` : null}
    />
    ${error ? html`<p class="field-error" id="${id}-error">${error}</p>` : null}
  </div>`
}
