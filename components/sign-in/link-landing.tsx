'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { signIn } from 'next-auth/react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

const spent = 'This link has been used, or its time is over. Have a new one sent to you.'

/** Waits for a click: mail scanners open every link, and the link works only once. */
export function LinkLanding({ token, to }: { token: string; to: string }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const answer = await signIn('link', { token, redirect: false })
      if (!answer) throw new Error('We could not reach the server. Check your connection, then try again.')
      if (answer.error) throw new Error(spent)
      window.location.assign(to)
      await new Promise(() => {})
    },
  })
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Callout tone="danger" role="alert">
          {error.message}
        </Callout>
      )}
      {error ? (
        <Button asChild>
          <Link href="/sign-in">Back to sign-in</Link>
        </Button>
      ) : (
        <Button loading={isPending} onClick={() => mutate()}>
          Sign me in
        </Button>
      )}
    </div>
  )
}
