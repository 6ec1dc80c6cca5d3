import GitHub from 'next-auth/providers/github'
import Google from 'next-auth/providers/google'
import type { Provider } from 'next-auth/providers/index'
import { z } from 'zod'
import { config } from '#lib/server/config.ts'

const githubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** The OAuth providers this installation has credentials for. Each passes on verified addresses only. */
export function oauthProviders(): Provider[] {
  const { google, github } = config().oauth
  const providers: Provider[] = []
  if (google) {
    providers.push(
      Google({
        clientId: google.id,
        clientSecret: google.secret,
        profile: ({ sub, name, email, email_verified }) => ({
          id: sub,
          name,
          email: email_verified ? email : null,
        }),
      }),
    )
  }
  if (github) {
    providers.push(
      GitHub({
        clientId: github.id,
        clientSecret: github.secret,
        userinfo: {
          url: 'https://api.github.com/user',
          // GitHub's profile does not say whether its address is verified; its list of addresses does.
          request: async ({ client, tokens }) => {
            const profile = await client.userinfo(tokens.access_token ?? '')
            return { ...profile, email: (await verifiedGitHubEmail(tokens.access_token ?? '')) ?? undefined }
          },
        },
      }),
    )
  }
  return providers
}

async function verifiedGitHubEmail(accessToken: string): Promise<string | null> {
  const answer = await fetch('https://api.github.com/user/emails', {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) return null
  const emails = githubEmails.safeParse(await answer.json()).data ?? []
  return emails.find((candidate) => candidate.primary && candidate.verified)?.email ?? null
}
