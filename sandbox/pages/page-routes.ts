import { readFileSync } from 'node:fs'
import type { ControlContext } from '../control/control-context.ts'
import { html } from '../http/html.ts'
import type { HttpReply, Route } from '../http/http-types.ts'
import { clockSection } from './clock-section.ts'
import { deliveryPage } from './delivery-page.ts'
import { faultsSection } from './faults-section.ts'
import { page } from './layout.ts'
import { mailAttachment, mailboxPage, mailboxSection, mailHtml, mailPage } from './mail-pages.ts'
import { paymentsSection } from './payments-section.ts'
import { stripeCheckoutsSection } from './stripe-checkouts-section.ts'
import { stripeSubscriptionsSection } from './stripe-subscriptions-section.ts'
import { subscriptionsSection } from './subscriptions-section.ts'
import { textsPage } from './text-pages.ts'
import { modeSection, webhooksSection } from './webhooks-section.ts'

/** The same levers as the control API, for a person. */
export function pageRoutes(context: ControlContext): readonly Route[] {
  return [
    { method: 'GET', path: '/', handle: () => homePage(context) },
    { method: 'GET', path: '/deliveries/:id', handle: (request) => deliveryPage(context, request) },
    { method: 'GET', path: '/mail', handle: (request) => mailboxPage(context, request) },
    { method: 'GET', path: '/mail/:id', handle: (request) => mailPage(context, request) },
    { method: 'GET', path: '/mail/:id/html', handle: (request) => mailHtml(context, request) },
    {
      method: 'GET',
      path: '/mail/:id/attachments/:position',
      handle: (request) => mailAttachment(context, request),
    },
    { method: 'GET', path: '/texts', handle: (request) => textsPage(context, request) },
    asset({ name: 'sandbox.css', type: 'text/css' }),
    asset({ name: 'sandbox.js', type: 'text/javascript' }),
  ]
}

async function homePage(context: ControlContext): Promise<HttpReply> {
  const content = html`<h1 class="unseen">Sandbox overview</h1>
    ${await clockSection(context)}
    <div class="columns">
      <div class="column">
        ${[stripeCheckoutsSection(context), stripeSubscriptionsSection(context)]}
        ${[paymentsSection(context), subscriptionsSection(context), webhooksSection(context)]}
      </div>
      <div class="column">${[mailboxSection(context), modeSection(context), faultsSection(context)]}</div>
    </div>`
  return page({ title: 'Overview', here: '/', content })
}

function asset({ name, type }: { readonly name: string; readonly type: string }): Route {
  const file = new URL(`./assets/${name}`, import.meta.url)
  const headers = { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' }
  return {
    method: 'GET',
    path: `/assets/${name}`,
    handle: () => ({ kind: 'answer', status: 200, headers, body: readFileSync(file) }),
  }
}
