import { z } from 'zod'
import { familyRow } from '#lib/admin/family-schemas.ts'
import { listFamilies } from '#lib/admin/list-families.ts'
import { route } from '#lib/http/route.ts'

/** E.2 the families that lists are narrowed to: a bare list. */
export const GET = route({
  access: 'admin',
  summary: 'List the product families',
  answers: { 200: z.array(familyRow) },
  handle: listFamilies,
})
