import { Problem } from '#lib/http/problem.ts'
import { route } from '#lib/http/route.ts'

/** Whatever no route answers: 404 in the form every other refusal has. */
const nothing = route({
  access: 'public',
  name: 'unknown',
  body: 'stream',
  handle: (): Response => {
    throw new Problem({ status: 404, code: 'not_found', detail: 'There is nothing at this address.' })
  },
})

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
