import { convergeInvoiceOrder } from '#lib/invoice-orders/converge-invoice-order.ts'
import type { WorkHandlers } from '#lib/jobs/work.ts'
import { watchKey } from '#lib/keys/watch-key.ts'
import { deliverMessage } from '#lib/notifications/deliver-message.ts'
import { syncCatalogItem } from '#lib/payments/sync-catalog-item.ts'
import {
  convergeProviderOrder,
  convergeProviderPayment,
  convergePurchase,
} from '#lib/purchases/converge-purchase.ts'
import { convergeProviderSubscription } from '#lib/purchases/converge-subscription.ts'
import { executeRefund } from '#lib/purchases/execute-refund.ts'
import { adoptKeptMethod } from '#lib/purchases/keep-method.ts'
import { prepareRenewal } from '#lib/purchases/prepare-renewal.ts'
import { renewPrepaid } from '#lib/purchases/renew-term.ts'
import { remindLine } from '#lib/subscriptions/remind-line.ts'

/** What the product does later, kind by kind. */
export const workHandlers: WorkHandlers = {
  'converge-purchase': convergePurchase,
  'converge-invoice-order': convergeInvoiceOrder,
  'converge-provider-order': convergeProviderOrder,
  'converge-provider-subscription': convergeProviderSubscription,
  'converge-provider-payment': convergeProviderPayment,
  'prepare-renewal': prepareRenewal,
  'renew-prepaid': renewPrepaid,
  'watch-key': watchKey,
  'keep-method': adoptKeptMethod,
  'execute-refund': executeRefund,
  'deliver-message': deliverMessage,
  'remind-line': remindLine,
  'sync-catalog-item': syncCatalogItem,
}
