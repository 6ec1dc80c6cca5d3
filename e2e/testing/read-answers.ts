import { z } from 'zod'
import type { Api } from './api.ts'

/** Answers in the seed's words (S0.4–S0.6, S0.9), as far as tests look at them. Unknown members are let through. */
export const order = z.object({
  order_id: z.string(),
  amount: z.number(),
  currency: z.string(),
  key_id: z.string(),
  addon_id: z.string(),
  addon_name: z.string(),
  quantity: z.int(),
  purchase_id: z.string(),
})

export const userAddon = z.object({
  id: z.string(),
  addon_id: z.string(),
  addon_name: z.string(),
  status: z.string(),
  quantity: z.int(),
  current_period_end: z.iso.datetime(),
  ends_at: z.iso.datetime().nullable(),
  cancel_at_period_end: z.boolean(),
  auto_renew: z.boolean(),
  next_billing_date: z.iso.datetime().nullable(),
  razorpay_subscription_id: z.string().nullable(),
  mandate: z
    .object({ status: z.string(), quantity: z.int().nullable(), amount: z.number().nullable() })
    .nullable(),
})

const limits = z.record(z.string(), z.union([z.number(), z.boolean(), z.null()]))

const combinedLimits = z.object({
  plan: z.string(),
  base_limits: limits,
  addon_limits: limits,
  total_limits: limits,
  active_addons: z.array(userAddon),
})

const payment = z.object({
  id: z.string(),
  amount: z.number(),
  status: z.string(),
  description: z.string(),
  payment_method: z.string().nullable(),
  invoice_id: z.string().nullable(),
})

const purchase = z.object({ id: z.string(), status: z.string(), invoice_number: z.string().nullable() })

async function read<Shape extends z.ZodType>(api: Api, path: string, shape: Shape): Promise<z.output<Shape>> {
  const answer = await api('GET', path)
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return shape.parse(answer.body)
}

export const myAddons = (api: Api, status = 'active') =>
  read(api, `/api/addons/my-addons?status=${status}`, z.array(userAddon))

export const limitsOf = (api: Api) => read(api, '/api/addons/combined-limits', combinedLimits)

export const paymentsOf = (api: Api) => read(api, '/api/billing/payments', z.array(payment))

export const purchaseOf = (api: Api, id: string) => read(api, `/api/purchases/${id}`, purchase)
