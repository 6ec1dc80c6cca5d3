import { html, type Markup } from '../http/html.ts'

const tones: Readonly<Record<string, string>> = {
  captured: 'good',
  paid: 'good',
  processed: 'good',
  delivered: 'good',
  active: 'good',
  trialing: 'good',
  complete: 'good',
  won: 'good',
  completed: 'good',
  authorized: 'busy',
  attempted: 'busy',
  pending: 'busy',
  authenticated: 'busy',
  paused: 'busy',
  incomplete: 'busy',
  past_due: 'busy',
  needs_response: 'busy',
  failed: 'bad',
  halted: 'bad',
  unpaid: 'bad',
  incomplete_expired: 'bad',
  lost: 'bad',
  dropped: 'bad',
  given_up: 'bad',
  endpoint_disabled: 'bad',
}

/** A state in its own words, coloured by whether it is well. */
export function chip(status: string): Markup {
  return html`<span class="chip ${tones[status] ?? 'plain'}">${status.replaceAll('_', ' ')}</span>`
}
