import type { Metadata } from 'next'
import { returnPath } from '#components/sign-in/return-path.ts'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { SignInPanel } from '#components/sign-in/sign-in-panel.tsx'
import { listDemoAccounts } from '#lib/auth/list-demo-accounts.ts'

export const metadata: Metadata = { title: 'Sign in' }

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> }

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams
  const to = returnPath(typeof callbackUrl === 'string' ? callbackUrl : null)
  return (
    <SignInFrame title="Sign in" lead="See your plan, your limits and your add-ons.">
      <SignInPanel to={to} demoAccounts={await listDemoAccounts()} />
    </SignInFrame>
  )
}
