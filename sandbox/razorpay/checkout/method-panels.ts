import { html, type Markup } from '../../http/html.ts'

const banks = [
  ['HDFC', 'HDFC Bank'],
  ['ICIC', 'ICICI Bank'],
  ['SBIN', 'State Bank of India'],
  ['UTIB', 'Axis Bank'],
  ['KKBK', 'Kotak Mahindra Bank'],
] as const

const wallets = [
  ['payzapp', 'PayZapp'],
  ['mobikwik', 'MobiKwik'],
  ['airtelmoney', 'Airtel Money'],
  ['phonepe', 'PhonePe'],
] as const

export type SheetMethod = 'upi' | 'card' | 'netbanking' | 'wallet' | 'emandate'

/** What the sheet asks for each way to pay. */
export function methodPanel(method: SheetMethod): Markup {
  switch (method) {
    case 'upi':
      return upiPanel()
    case 'card':
      return cardPanel()
    case 'netbanking':
    case 'emandate':
      return bankPanel(method)
    case 'wallet':
      return walletPanel()
    default:
      return method satisfies never
  }
}

function upiPanel(): Markup {
  return html`<div class="panel" data-panel="upi">
    ${field({ id: 'vpa', label: 'UPI ID', value: 'success@razorpay', hint: 'Test IDs: success@razorpay, failure@razorpay' })}
  </div>`
}

function cardPanel(): Markup {
  return html`<div class="panel" data-panel="card" hidden>
    ${field({
      id: 'card_number',
      label: 'Card number',
      value: '4111 1111 1111 1111',
      hint: '4111 1111 1111 1111 pays, 5555 5555 5555 4444 is from abroad, 4000 0000 0000 0002 is declined',
      numeric: true,
    })}
    <div class="pair">
      ${[
        field({ id: 'card_expiry', label: 'Expiry (MM/YY)', value: '12/30', numeric: true }),
        field({ id: 'card_cvv', label: 'CVV', value: '123', numeric: true }),
      ]}
    </div>
    ${field({ id: 'card_name', label: 'Name on card', value: '' })}
  </div>`
}

function bankPanel(method: 'netbanking' | 'emandate'): Markup {
  return html`<div class="panel" data-panel="${method}" hidden>
    ${select({ id: 'bank', label: 'Bank', options: banks })}
  </div>`
}

function walletPanel(): Markup {
  return html`<div class="panel" data-panel="wallet" hidden>
    ${select({ id: 'wallet', label: 'Wallet', options: wallets })}
  </div>`
}

function field(input: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly hint?: string
  readonly numeric?: boolean
}): Markup {
  const { id, label, value, hint, numeric } = input
  const described = hint ? `${id}-hint ${id}-error` : `${id}-error`
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${id}"
      value="${value}"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="none"
      ${numeric ? html`inputmode="numeric"` : null}
      aria-describedby="${described}"
    />
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : null}
    <p class="field-error" id="${id}-error" hidden></p>
  </div>`
}

function select(input: {
  readonly id: string
  readonly label: string
  readonly options: readonly (readonly [string, string])[]
}): Markup {
  return html`<div class="field">
    <label for="${input.id}">${input.label}</label>
    <select id="${input.id}" name="${input.id}">
      ${input.options.map(([value, name]) => html`<option value="${value}">${name}</option>`)}
    </select>
  </div>`
}
