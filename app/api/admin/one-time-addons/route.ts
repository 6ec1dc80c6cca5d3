import { z } from 'zod'
import { listChargeableAddons } from '#lib/admin/list-chargeable-addons.ts'
import { chargeableAddon } from '#lib/admin/one-time-schemas.ts'
import { route } from '#lib/http/route.ts'

/** S1.3 what staff can charge a customer once: a bare list. */
export const GET = route({
  access: 'admin',
  summary: 'List what can be charged to a customer once',
  answers: { 200: z.array(chargeableAddon) },
  handle: listChargeableAddons,
})
