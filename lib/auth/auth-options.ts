import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { config } from '#lib/server/config.ts'
import { oauthProviders } from './oauth-providers.ts'
import { emailAddress } from './schemas.ts'
import type { SessionClaims } from './session-claims.ts'
import { isSecure, SESSION_SECONDS, sessionCookieName } from './session-cookie.ts'
import { findSessionUser } from './session-user.ts'
import { signInWithLink } from './sign-in-with-link.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { TooManyAttempts } from './too-many-attempts.ts'

type Started = SessionClaims & { id: string }

/** How next-auth signs people in. Its sessions are encrypted JWTs that only name the caller (principal-of.ts). */
export function authOptions(onError: (error: unknown) => void): NextAuthOptions {
  const guarded = (signIn: (input: unknown) => Promise<SessionClaims | null>) => async (input: unknown) => {
    try {
      const claims = await signIn(input)
      return claims && { id: claims.userId, ...claims }
    } catch (error) {
      // next-auth shows the message of whatever is thrown here.
      if (error instanceof TooManyAttempts) throw error
      onError(error)
      throw new Error('unavailable')
    }
  }
  return {
    secret: config().authSecret,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: isSecure(),
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() },
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        id: 'password',
        name: 'Password',
        credentials: { email: {}, password: {} },
        authorize: guarded(signInWithPassword),
      }),
      Credentials({
        id: 'link',
        name: 'Link',
        credentials: { token: {} },
        authorize: guarded(signInWithLink),
      }),
      ...oauthProviders(),
    ],
    callbacks: {
      // OAuth signs in who is known here already, by an address the provider has verified; it makes nobody.
      signIn: async ({ user, account }) =>
        account?.type === 'credentials' || (await findOAuthUser(user.email)) !== null,
      jwt: async ({ token, user, account }) => {
        if (!account) return token
        const started = account.type === 'credentials' ? (user as Started) : await findOAuthUser(user.email)
        if (!started) throw new Error('unknown_user')
        const { userId, customerId, sessionVersion } = started
        return { userId, customerId, sessionVersion }
      },
      // The browser learns nothing from here: pages are rendered for their viewer.
      session: async ({ session }) => ({ expires: session.expires }),
      redirect: async ({ url }) => {
        const { origin } = config().appUrl
        const target = URL.canParse(url, origin) ? new URL(url, origin) : null
        return target?.origin === origin ? target.href : origin
      },
    },
    logger: {
      error: (code, metadata) => onError(metadata instanceof Error ? metadata : new Error(code)),
      warn: () => {},
      debug: () => {},
    },
  }
}

async function findOAuthUser(email: string | null | undefined): Promise<SessionClaims | null> {
  const parsed = emailAddress.safeParse(email)
  return parsed.success ? findSessionUser({ email: parsed.data }) : null
}
