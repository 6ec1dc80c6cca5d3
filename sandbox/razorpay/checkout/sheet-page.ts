import { html, type Markup } from '../../http/html.ts'
import { methodPanel, type SheetMethod } from './method-panels.ts'

/** What is to be paid or approved, in the words of the sheet. */
export type Sheet = {
  /** Of the order or the subscription. */
  readonly id: string
  readonly heading: string
  readonly total: { readonly label: string; readonly amount: string; readonly note: string | null }
  readonly methods: readonly { readonly id: SheetMethod; readonly name: string; readonly hint: string }[]
  /** On the button. */
  readonly action: string
  /** What the payer agrees to by pressing it. */
  readonly terms: string | null
  readonly done: string
  /** Why nothing can be done here any more. */
  readonly closed: string | null
  /** Whether the bank can be asked to hold the money only. */
  readonly canHold: boolean
}

/** The payment sheet. What it shows of money comes from Razorpay; the rest the merchant's page sends later. */
export function sheetPage({
  sheet,
  search,
}: {
  readonly sheet: Sheet
  readonly search: URLSearchParams
}): string {
  const { total } = sheet
  return page({
    scheme: search.get('scheme') === 'dark' ? 'dark' : 'light',
    title: sheet.action,
    content: html`<main
      class="sheet"
      aria-label="Payment"
      id="sheet"
      data-subject-id="${sheet.id}"
      data-key-id="${search.get('key_id') ?? ''}"
      data-page-origin="${search.get('origin') ?? ''}"
      data-card-change="${search.get('card_change') === '1' ? 'yes' : 'no'}"
      data-closed="${sheet.closed ?? ''}"
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
          <p class="total-label">${total.label}</p>
          <p class="total-amount">${total.amount}</p>
          ${total.note && html`<p class="total-note">${total.note}</p>`}
        </div>
        <p class="reference">${sheet.id}</p>
        <p class="test-mode">Test mode. No money moves.</p>
      </header>
      <section class="pay" aria-labelledby="pay-title">
        <div class="pay-head">
          <h1 id="pay-title">${sheet.heading}</h1>
          <button type="button" class="close" id="close" aria-label="Close without paying">
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="m3.5 3.5 9 9m0-9-9 9" /></svg>
          </button>
        </div>
        <div id="notice" class="notice" role="alert" hidden></div>
        <form id="form" novalidate>
          <fieldset class="methods">
            <legend class="unseen">Payment method</legend>
            ${sheet.methods.map(
              ({ id, name, hint }, index) => html`<label class="method" data-method="${id}">
                <input type="radio" name="method" value="${id}" ${index === 0 && html`checked`} />
                <span class="method-name">${name}</span>
                <span class="method-hint">${hint}</span>
              </label>`,
            )}
          </fieldset>
          ${sheet.methods.map(({ id }) => methodPanel(id))}
          ${sheet.terms && html`<p class="payer">${sheet.terms}</p>`}
          <p class="payer" id="payer" hidden></p>
          <button type="submit" class="primary" id="pay">${sheet.action}</button>
        </form>
        <div class="simulate" role="group" aria-labelledby="simulate-title">
          <p id="simulate-title">Simulate</p>
          <div class="simulate-buttons">
            <button type="button" data-outcome="captured">Success</button>
            <button type="button" data-outcome="failed">Failure</button>
            ${sheet.canHold && html`<button type="button" data-outcome="authorized">Authorize only</button>`}
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
        <h2 id="done-title">${sheet.done}</h2>
        <p class="done-amount">${total.amount}</p>
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
