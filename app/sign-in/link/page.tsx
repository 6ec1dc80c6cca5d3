import type { Metadata } from 'next'
import Link from 'next/link'
import { LinkLanding } from '#components/sign-in/link-landing.tsx'
import { returnPath } from '#components/sign-in/return-path.ts'
import { SignInFrame } from '#components/sign-in/sign-in-frame.tsx'
import { Button } from '#components/ui/button.tsx'

// The address holds a secret: it must not leave in a referrer.
export const metadata: Metadata = { title: 'Sign in', referrer: 'no-referrer' }

type LinkPageProps = { searchParams: Promise<{ token?: string | string[]; callbackUrl?: string | string[] }> }

export default async function LinkPage({ searchParams }: LinkPageProps) {
  const { token, callbackUrl } = await searchParams
  if (typeof token !== 'string' || token === '') {
    return (
      <SignInFrame
        title="This link is not complete"
        lead="Part of it got lost on the way, perhaps at a line break."
      >
        <Button asChild>
          <Link href="/sign-in">Back to sign-in</Link>
        </Button>
      </SignInFrame>
    )
  }
  return (
    <SignInFrame title="Welcome back" lead="One click, and you are signed in.">
      <LinkLanding token={token} to={returnPath(typeof callbackUrl === 'string' ? callbackUrl : null)} />
    </SignInFrame>
  )
}
