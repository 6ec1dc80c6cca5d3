import { html, type Markup } from '../../http/html.ts'
import { formatAmount } from '../../money/format-amount.ts'
import type { OrderEntity } from '../entities.ts'

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

const methods = [
  ['upi', 'UPI', 'Any UPI app'],
  ['card', 'Card', 'Credit or debit'],
  ['netbanking', 'Netbanking', 'All Indian banks'],
  ['wallet', 'Wallet', 'Prepaid balance'],
] as const

/** The payment sheet. What it shows of money comes from the order; the rest the merchant's page sends later. */
export function checkoutPage({
  order,
  search,
}: {
  readonly order: OrderEntity
  readonly search: URLSearchParams
}): string {
  const amount = formatAmount(order)
  const scheme = search.get('scheme') === 'dark' ? 'dark' : 'light'
  return page({
    scheme,
    title: `Pay ${amount}`,
    content: html`<main
      class="sheet"
      aria-label="Payment"
      id="sheet"
      data-order-id="${order.id}"
      data-key-id="${search.get('key_id') ?? ''}"
      data-page-origin="${search.get('origin') ?? ''}"
      data-paid="${order.status === 'paid' ? 'yes' : 'no'}"
    >
      <header class="merchant">
        <div class="merchant-id">
          <span class="logo" id="logo" aria-hidden="true">P</span>
          <div>
            <p class="merchant-name" id="merchant-name">Payment</p>
            <p class="merchant-description" id="merchant-description"></p>
          </div>
        </div>
        <div class="total">
          <p class="total-label">Amount to pay</p>
          <p class="total-amount">${amount}</p>
        </div>
        <p class="reference">${order.id}</p>
        <p class="test-mode">Test mode. No money moves.</p>
      </header>
      <section class="pay" aria-labelledby="pay-title">
        <div class="pay-head">
          <h1 id="pay-title">Choose how to pay</h1>
          <button type="button" class="close" id="close" aria-label="Close without paying">
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
          </button>
        </div>
        <div id="notice" class="notice" role="alert" hidden></div>
        <form id="form" novalidate>
          <fieldset class="methods">
            <legend class="unseen">Payment method</legend>
            ${methods.map(
              ([id, name, hint], index) => html`<label class="method" data-method="${id}">
                <input type="radio" name="method" value="${id}" ${index === 0 && html`checked`} />
                <span class="method-name">${name}</span>
                <span class="method-hint">${hint}</span>
              </label>`,
            )}
          </fieldset>
          ${[upiPanel(), cardPanel(), netbankingPanel(), walletPanel()]}
          <p class="payer" id="payer" hidden></p>
          <button type="submit" class="primary" id="pay">Pay ${amount}</button>
        </form>
        <div class="simulate" role="group" aria-labelledby="simulate-title">
          <p id="simulate-title">Simulate</p>
          <div class="simulate-buttons">
            <button type="button" data-outcome="captured">Success</button>
            <button type="button" data-outcome="failed">Failure</button>
            <button type="button" data-outcome="authorized">Authorize only</button>
            <button type="button" id="later">Pay later</button>
          </div>
        </div>
      </section>
      <section class="cover" id="waiting" hidden>
        <span class="spinner" aria-hidden="true"></span>
        <p role="status" id="waiting-text">Asking the bank…</p>
      </section>
      <section class="cover" id="done" hidden tabindex="-1" aria-labelledby="done-title">
        <svg class="tick" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
          <circle cx="24" cy="24" r="22" />
          <path d="m15 24.5 6.5 6.5L34 18.5" />
        </svg>
        <h2 id="done-title">Payment successful</h2>
        <p class="done-amount">${amount}</p>
        <p id="done-text">Taking you back…</p>
      </section>
    </main>`,
  })
}

export function checkoutRefusalPage(reason: string): string {
  return page({
    scheme: 'light',
    title: 'Payment not possible',
    content: html`<main class="sheet refusal" id="sheet" aria-label="Payment" data-refused="yes">
      <h1>Payment not possible</h1>
      <p>${reason} Nothing was charged.</p>
      <button type="button" class="primary" id="close">Close</button>
    </main>`,
  })
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
      hint: '4111 1111 1111 1111 pays, 4000 0000 0000 0002 is declined',
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

function netbankingPanel(): Markup {
  return html`<div class="panel" data-panel="netbanking" hidden>
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

function page(input: { readonly scheme: string; readonly title: string; readonly content: Markup }): string {
  return html`<!doctype html>
    <html lang="en" data-scheme="${input.scheme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${input.title}</title>
        <link rel="stylesheet" href="/checkout/assets/sheet.css" />
        <script type="module" src="/checkout/assets/sheet.js"></script>
      </head>
      <body>
        ${input.content}
      </body>
    </html>`.markup
}
