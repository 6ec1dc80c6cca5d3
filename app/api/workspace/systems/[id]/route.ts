import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { removeSystem } from '#lib/workspace/remove-system.ts'

export const DELETE = route({
  access: 'customer',
  summary: 'Remove an AI system',
  answers: { 204: null },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal: { customerId, userId }, params: { id }, now }) =>
    removeSystem({ customerId, userId, id, now }),
})
