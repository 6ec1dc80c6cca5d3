import { type Api, problemOf } from './api.ts'
import { order, userAddon } from './read-answers.ts'
import type { Sandbox } from './sandbox.ts'

/** An order for an add-on (S0.6), not paid yet. Throws with the refusal. */
export async function orderAddon(api: Api, addonId: string, quantity = 1) {
  const answer = await api('POST', '/api/addons/purchase', { addon_id: addonId, quantity })
  if (answer.status !== 200) throw new Error(problemOf(answer).detail)
  return order.parse(answer.body)
}

/** Buys an add-on without a browser: order, the payer pays, the return page verifies (S0.6, S0.7). */
export async function buyAddon(options: { api: Api; sandbox: Sandbox; addonId: string; quantity?: number }) {
  const { api, sandbox, addonId, quantity = 1 } = options
  const { order_id } = await orderAddon(api, addonId, quantity)
  const proof = await sandbox.pay(order_id)
  const answer = await api('POST', '/api/addons/verify-payment', { addon_id: addonId, quantity, ...proof })
  if (answer.status !== 200) throw new Error(problemOf(answer).detail)
  return userAddon.parse(answer.body)
}
