import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { findPack } from '#lib/keys/find-pack.ts'
import { packView, updatePackRequest } from '#lib/keys/pack-schemas.ts'
import { setPackAutoRenew } from '#lib/purchases/set-pack-auto-renew.ts'

/** S2.12 whether a pack renews by itself. */
export const PATCH = route({
  access: 'customer',
  summary: 'Turn the automatic renewal of a request package on or off',
  answers: { 200: packView },
  params: z.strictObject({ id: z.uuid() }),
  body: updatePackRequest,
  handle: async ({ principal: { customerId, userId }, params, body, requestId, now }) => {
    const pack = await findPack({ customerId, termId: params.id, at: now })
    await setPackAutoRenew({
      termId: pack.id,
      enabled: body.autoRenew,
      ...{ customerId, userId, requestId, now },
    })
    return findPack({ customerId, termId: pack.id, at: now })
  },
})
