'use client'

import { useState } from 'react'
import type { DemoAccount } from './demo-accounts.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import { LinkForm } from './link-form.tsx'
import { PasswordForm } from './password-form.tsx'

type SignInPanelProps = {
  /** Where to go afterwards; already checked to be one of our own paths. */
  to: string
  /** Only in sandbox mode; empty otherwise. */
  demoAccounts: readonly DemoAccount[]
}

export function SignInPanel({ to, demoAccounts }: SignInPanelProps) {
  const [way, setWay] = useState<'password' | 'link'>('password')
  const [email, setEmail] = useState('')
  return (
    <>
      {way === 'password' ? (
        <PasswordForm email={email} onEmailChange={setEmail} to={to} onLinkInstead={() => setWay('link')} />
      ) : (
        <LinkForm email={email} onEmailChange={setEmail} onPasswordInstead={() => setWay('password')} />
      )}
      {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} to={to} />}
    </>
  )
}
