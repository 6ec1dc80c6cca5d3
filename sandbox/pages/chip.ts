import { html, type Markup } from '../http/html.ts'

const tones: Readonly<Record<string, string>> = {
  captured: 'good',
  paid: 'good',
  processed: 'good',
  delivered: 'good',
  active: 'good',
  completed: 'good',
  authorized: 'busy',
  attempted: 'busy',
  pending: 'busy',
  authenticated: 'busy',
  paused: 'busy',
  failed: 'bad',
  halted: 'bad',
  dropped: 'bad',
  given_up: 'bad',
  endpoint_disabled: 'bad',
}

/** A state in its own words, coloured by whether it is well. */
export function chip(status: string): Markup {
  return html`<span class="chip ${tones[status] ?? 'plain'}">${status.replaceAll('_', ' ')}</span>`
}
