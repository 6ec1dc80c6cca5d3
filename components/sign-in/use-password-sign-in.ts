'use client'

import { useMutation } from '@tanstack/react-query'
import { signIn } from 'next-auth/react'

const sentences: Record<string, string> = {
  CredentialsSignin: 'This email and password do not belong together.',
  too_many_attempts: 'Too many attempts. Wait a few minutes, or have a link sent to you.',
}

/** Signs in and leaves for `to` with a full page load, so that nothing of an earlier account stays in memory. */
export function usePasswordSignIn({ to }: { to: string }) {
  return useMutation({
    mutationFn: async (credentials: { email: string; password: string }) => {
      const answer = await signIn('password', { ...credentials, redirect: false })
      if (!answer) throw new Error('We could not reach the server. Check your connection, then try again.')
      if (answer.error) {
        throw new Error(sentences[answer.error] ?? 'Signing in failed on our side. Try again in a moment.')
      }
      window.location.assign(to)
      // The page is leaving: the button keeps its spinner until it has.
      await new Promise(() => {})
    },
  })
}
