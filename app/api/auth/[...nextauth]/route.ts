import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/auth-options.ts'
import { guardAuthRequest } from '#lib/http/guard-auth-request.ts'
import { log } from '#lib/http/log.ts'
import { Problem } from '#lib/http/problem.ts'
import { route } from '#lib/http/route.ts'

/** next-auth's own endpoints. Their answers are its own; what they are asked is checked first. */
const auth = route({
  access: 'public',
  name: 'auth',
  body: 'stream',
  handle: async ({ request, context, requestId }) => {
    const nextauth = [(await context.params).nextauth ?? []].flat()
    // The browser's reports of its own trouble: anybody may send any, so none are kept.
    if (nextauth[0] === '_log') return new Response('{}', { headers: { 'content-type': 'application/json' } })
    const guarded = new NextRequest(await guardAuthRequest(request))
    const options = authOptions((error) => log().error({ requestId, err: error }, 'sign-in failed'))
    const answer: Response = await NextAuth(guarded, { params: Promise.resolve({ nextauth }) }, options)
    if (answer.status === 400 && !answer.headers.get('content-type')?.includes('json')) {
      throw new Problem({ status: 404, code: 'not_found', detail: 'There is nothing at this address.' })
    }
    if (answer.status < 500) return answer
    throw new Problem({
      status: 400,
      code: 'malformed_request',
      detail: 'This sign-in request cannot be read.',
    })
  },
})

export { auth as GET, auth as POST }
