import type { WorkHandlers } from '#lib/jobs/work.ts'
import { deliverMessage } from '#lib/notifications/deliver-message.ts'
import { convergeProviderOrder, convergePurchase } from '#lib/purchases/converge-purchase.ts'
import { executeRefund } from '#lib/purchases/execute-refund.ts'
import { remindLine } from '#lib/subscriptions/remind-line.ts'

/** What the product does later, kind by kind. */
export const workHandlers: WorkHandlers = {
  'converge-purchase': convergePurchase,
  'converge-provider-order': convergeProviderOrder,
  'execute-refund': executeRefund,
  'deliver-message': deliverMessage,
  'remind-line': remindLine,
}
