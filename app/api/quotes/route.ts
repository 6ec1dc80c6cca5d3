import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { ownKey } from '#lib/keys/own-key.ts'
import type { Effective } from '#lib/purchases/change-rules.ts'
import { createQuote } from '#lib/purchases/create-quote.ts'
import { quoteRequest, quoteResponse } from '#lib/purchases/schemas.ts'
import { serializeQuote } from '#lib/purchases/serialize-quote.ts'
import { resolveFamily } from '#lib/subscriptions/resolve-family.ts'

/** E.8 what a change would cost, and what it would change. */
export const POST = route({
  access: 'customer',
  summary: 'Ask what a change would cost',
  answers: { 201: quoteResponse },
  body: quoteRequest,
  handle: async ({ principal: { customerId, userId }, body, now }) => {
    const family = body.family === undefined ? {} : { family: body.family }
    const familyCode = await resolveFamily(database(), { customerId, ...family })
    const key = body.api_key_id === undefined ? {} : { apiKeyId: body.api_key_id }
    if (key.apiKeyId) await ownKey(database(), { customerId, apiKeyId: key.apiKeyId })
    const plan = body.plan === undefined ? [] : [planChange(body.plan, body.plan_when)]
    const changes = [...plan, ...body.addons]
    const fieldOf = (index: number) => (index < plan.length ? 'plan' : `addons.${index - plan.length}.code`)
    return createQuote({
      customerId,
      userId,
      familyCode,
      ...key,
      changes,
      autoRenew: body.auto_renew,
      fieldOf,
      now,
    })
  },
  respond: { status: 201, shape: serializeQuote },
})

function planChange(code: string, when: Effective | undefined) {
  return { action: 'plan', code, when } as const
}
