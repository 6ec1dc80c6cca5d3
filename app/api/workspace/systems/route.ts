import { route } from '#lib/http/route.ts'
import { addSystem } from '#lib/workspace/add-system.ts'
import { addSystemRequest } from '#lib/workspace/schemas.ts'

/** S0.13 registers an AI system, if the limit allows it. */
export const POST = route({
  access: 'customer',
  body: addSystemRequest,
  handle: ({ principal: { customerId, userId }, body, now }) =>
    addSystem({ customerId, userId, ...body, now }),
  respond: { status: 201 },
})
