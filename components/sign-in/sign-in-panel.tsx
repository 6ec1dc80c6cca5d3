'use client'

import { useState } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { type DemoAccount, DemoAccounts } from './demo-accounts.tsx'
import { LinkForm } from './link-form.tsx'
import { OAuthButtons, type OAuthProvider } from './oauth-buttons.tsx'
import { PasswordForm } from './password-form.tsx'
import { signInSentence } from './sign-in-sentence.ts'

type SignInPanelProps = {
  /** Where to go afterwards; already checked to be one of our own paths. */
  to: string
  /** Only in sandbox mode; empty otherwise. */
  demoAccounts: readonly DemoAccount[]
  mailboxUrl: string | null
  providers: readonly OAuthProvider[]
  /** The word an earlier attempt ended with, from the address. */
  error: string | null
}

export function SignInPanel({ to, demoAccounts, mailboxUrl, providers, error }: SignInPanelProps) {
  const [way, setWay] = useState<'password' | 'link'>('password')
  const [email, setEmail] = useState('')
  return (
    <>
      {error && (
        <Callout tone="danger" role="alert" className="mb-5">
          {signInSentence(error, 'Signing in did not work. Try again, or use another way.')}
        </Callout>
      )}
      {way === 'password' ? (
        <PasswordForm email={email} onEmailChange={setEmail} to={to} onLinkInstead={() => setWay('link')} />
      ) : (
        <LinkForm
          email={email}
          onEmailChange={setEmail}
          onPasswordInstead={() => setWay('password')}
          mailboxUrl={mailboxUrl}
        />
      )}
      <OAuthButtons providers={providers} to={to} />
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} to={to} />}
    </>
  )
}
