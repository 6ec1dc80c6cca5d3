import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'
import { listPackages } from '#lib/keys/list-packages.ts'
import { packageView } from '#lib/keys/statistics-schemas.ts'

/** S2.7 the request packs customers can buy. */
export const GET = route({
  access: 'customer',
  summary: 'List the request packages',
  answers: { 200: z.array(packageView) },
  handle: () => listPackages(database()),
})
