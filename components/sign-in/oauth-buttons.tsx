'use client'

import { signIn } from 'next-auth/react'
import { Button } from '#components/ui/button.tsx'

export type OAuthProvider = { id: string; name: string }

/** The providers this installation is configured for; nothing at all without one. */
export function OAuthButtons({ providers, to }: { providers: readonly OAuthProvider[]; to: string }) {
  if (providers.length === 0) return null
  return (
    <div className="mt-3 flex flex-col gap-3">
      {providers.map(({ id, name }) => (
        <Button key={id} variant="secondary" onClick={() => signIn(id, { callbackUrl: to })}>
          Continue with {name}
        </Button>
      ))}
    </div>
  )
}
