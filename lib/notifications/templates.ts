import type { z } from 'zod'
import type { MessageContent, Template } from './template.ts'
import { addonExpired } from './templates/addon-expired.ts'
import { addonExpiring } from './templates/addon-expiring.ts'
import { autoRenewEnded } from './templates/auto-renew-ended.ts'
import { autoRenewShort } from './templates/auto-renew-short.ts'
import { creditNoteIssued } from './templates/credit-note-issued.ts'
import { invoiceIssued } from './templates/invoice-issued.ts'
import { invoicePaid } from './templates/invoice-paid.ts'
import { keyUpgradeSaves, keyUsageHigh, packExpiring, packNearlyUsed } from './templates/key-alerts.ts'
import { paymentRefunded } from './templates/payment-refunded.ts'
import { phoneCodeSent } from './templates/phone-code.ts'
import { prepaidNotRenewed } from './templates/prepaid-not-renewed.ts'
import { purchaseReceipt } from './templates/purchase-receipt.ts'
import { renewalFailed } from './templates/renewal-failed.ts'
import { signInLink } from './templates/sign-in-link.ts'

const templates = {
  'sign-in-link': signInLink,
  'purchase-receipt': purchaseReceipt,
  'invoice-issued': invoiceIssued,
  'invoice-paid': invoicePaid,
  'credit-note-issued': creditNoteIssued,
  'payment-refunded': paymentRefunded,
  'addon-expiring': addonExpiring,
  'addon-expired': addonExpired,
  'renewal-failed': renewalFailed,
  'auto-renew-ended': autoRenewEnded,
  'auto-renew-short': autoRenewShort,
  'prepaid-not-renewed': prepaidNotRenewed,
  'key-usage-high': keyUsageHigh,
  'pack-nearly-used': packNearlyUsed,
  'pack-expiring': packExpiring,
  'key-upgrade-saves': keyUpgradeSaves,
  'phone-code': phoneCodeSent,
}

export type TemplateName = keyof typeof templates
export type TemplateData<Name extends TemplateName> = z.input<(typeof templates)[Name]['data']>

/** Checks a template's data. Throws a ZodError: the data is our own, so wrong data is a defect. */
export function parseTemplateData<Name extends TemplateName>(name: Name, data: unknown): TemplateData<Name> {
  return templates[name].data.parse(data) as TemplateData<Name>
}

/** What a stored message says, and until when (real time) it is worth sending. */
export function composeMessage(stored: { template: string; data: unknown }): {
  content: MessageContent
  expiresAt: Temporal.Instant | null
} {
  if (!isTemplateName(stored.template)) throw new RangeError(`no message template ${stored.template}`)
  return compose(stored.template, stored.data)
}

function compose<Name extends TemplateName>(name: Name, data: unknown) {
  // Each template gets data of its own schema; the union of all of them is more than TypeScript follows.
  const { data: schema, compose, expiresAt } = templates[name] as unknown as Template<z.ZodType>
  const parsed = schema.parse(data)
  return { content: compose(parsed), expiresAt: expiresAt?.(parsed) ?? null }
}

function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(templates, name)
}
