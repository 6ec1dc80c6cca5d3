import type { Metadata } from 'next'
import { returnPath } from '#components/sign-in/return-path.ts'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { SignInPanel } from '#components/sign-in/sign-in-panel.tsx'
import { listDemoAccounts } from '#lib/auth/list-demo-accounts.ts'
import { oauthProviders } from '#lib/auth/oauth-providers.ts'
import { config } from '#lib/server/config.ts'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

const mailboxUrl = () => {
  const { sandboxUrl } = config()
  return sandboxUrl && new URL('/mail', sandboxUrl).href
}

const providers = () => oauthProviders().map(({ id, name }) => ({ id, name }))

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams
  const to = returnPath(typeof callbackUrl === 'string' ? callbackUrl : null)
  return (
    <SignInFrame title="Sign in" lead="See your plan, your limits and your add-ons.">
      <SignInPanel
        to={to}
        demoAccounts={await listDemoAccounts()}
        mailboxUrl={mailboxUrl()}
        providers={providers()}
        error={typeof error === 'string' ? error : null}
      />
    </SignInFrame>
  )
}
