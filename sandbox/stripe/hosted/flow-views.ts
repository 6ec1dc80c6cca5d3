import { html } from '../../http/html.ts'
import type { HttpReply } from '../../http/http-types.ts'
import { cardForm } from './card-form.ts'
import type { FlowPage } from './flow.ts'
import { page } from './page.ts'
import type { FieldErrors, TypedFields } from './read-card-form.ts'

export function formPage(input: {
  readonly flow: FlowPage
  readonly typed: TypedFields
  readonly errors?: FieldErrors
  readonly message?: string | null
}): HttpReply {
  const { flow, typed, errors = {}, message = null } = input
  const failed = message !== null || Object.keys(errors).length > 0
  return page({
    title: failed ? `Not done: ${flow.title}` : flow.title,
    leadsTo: flow.leadsTo,
    content: html`<main class="sheet">
      <section class="summary" aria-label="What you pay for">${flow.summary}</section>
      <section class="pay" aria-labelledby="pay-title">${cardForm({ flow, typed, errors, message })}</section>
    </main>`,
  })
}

/** The bank's question, as 3-D Secure asks it. */
export function bankPage(input: {
  readonly about: string
  readonly leadsTo: FlowPage['leadsTo']
}): HttpReply {
  return page({
    title: 'Your bank asks',
    leadsTo: input.leadsTo,
    content: html`<main class="sheet single">
      <section class="pay" aria-labelledby="bank-title">
        <p class="bank-mark">3-D Secure</p>
        <h1 id="bank-title">Is it you?</h1>
        <p>Your bank wants to know whether you agree to ${input.about}.</p>
        <form method="post" class="choices">
          <button class="primary" name="outcome" value="success">Yes, I agree</button>
          <button name="outcome" value="fail">No, refuse it</button>
        </form>
      </section>
    </main>`,
  })
}

export function overPage({ title, summary, over }: FlowPage): HttpReply {
  return page({
    title: over?.heading ?? title,
    content: html`<main class="sheet">
      <section class="summary" aria-label="What it was about">${summary}</section>
      <section class="pay" aria-labelledby="over-title">
        <h1 id="over-title" class="${over?.good ? 'good' : 'plain'}">${over?.heading ?? title}</h1>
        <p>${over?.text ?? ''}</p>
        ${over?.onward != null && html`<p><a class="primary" href="${over.onward}">Continue</a></p>`}
      </section>
    </main>`,
  })
}

export function nothingHere(): HttpReply {
  return page({
    title: 'Nothing here',
    status: 404,
    content: html`<main class="sheet single">
      <section class="pay"><h1>Nothing here</h1><p>This page does not exist, or not any more.</p></section>
    </main>`,
  })
}
