import { admitAttempt } from '#lib/auth/limit-attempts.ts'
import { linkSentResponse, requestSignInLinkBody } from '#lib/auth/schemas.ts'
import { log } from '#lib/http/log.ts'
import { route } from '#lib/http/route.ts'
import { sendSignInLink } from '#lib/notifications/send-sign-in-link.ts'

/**
 * E.1 magic link. The answer is the same, and as quick, whether the address has a user or not: the link is made and
 * sent after it. A crash in between loses a mail that the person asks for again.
 */
export const POST = route({
  access: 'public',
  summary: 'Send a sign-in link by mail',
  answers: { 202: linkSentResponse },
  body: requestSignInLinkBody,
  handle: async ({ body: { email }, requestId, now }) => {
    if (await admitAttempt('link', email)) {
      void sendSignInLink({ email, now }).catch((error) =>
        log().error({ requestId, err: error }, 'link not sent'),
      )
    }
    return { message: 'If this address has an account, a link is on its way.' }
  },
  respond: { status: 202 },
})
