import { route } from '#lib/http/route.ts'
import { limitReached } from '#lib/metering/schemas.ts'
import { addSystem } from '#lib/workspace/add-system.ts'
import { addSystemRequest, systemView } from '#lib/workspace/schemas.ts'

/** S0.13 registers an AI system, if the limit allows it. */
export const POST = route({
  access: 'customer',
  summary: 'Register an AI system',
  answers: { 201: systemView, 403: limitReached },
  body: addSystemRequest,
  handle: ({ principal: { customerId, userId }, body, now }) =>
    addSystem({ customerId, userId, ...body, now }),
  respond: { status: 201 },
})
