'use client'

import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Waits for a click: mail scanners open every link, and the link works only once. */
export function LinkLanding({ token, to }: { token: string; to: string }) {
  const { mutate, isPending, error } = useSignIn<{ token: string }>({
    provider: 'link',
    to,
    refused: 'This link has been used, or its time is over. Have a new one sent to you.',
  })
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Callout tone="danger" role="alert">
          {error.message}
        </Callout>
      )}
      <Button loading={isPending} onClick={() => mutate({ token })}>
        Sign me in
      </Button>
      {error && (
        <Button variant="secondary" asChild>
          <Link href="/sign-in">Back to sign-in</Link>
        </Button>
      )}
    </div>
  )
}
