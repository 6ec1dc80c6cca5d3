import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { removeSystem } from '#lib/workspace/remove-system.ts'

export const DELETE = route({
  access: 'customer',
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal: { customerId, userId }, params: { id }, now }) =>
    removeSystem({ customerId, userId, id, now }),
})
