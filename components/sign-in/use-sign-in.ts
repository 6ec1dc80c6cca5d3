'use client'

import { useMutation } from '@tanstack/react-query'
import { signIn } from 'next-auth/react'
import { signInSentence } from './sign-in-sentence.ts'

type Way = { provider: 'password' | 'link'; to: string; refused: string }

/** Signs in and leaves for `to` with a full page load, so that nothing of an earlier account stays in memory. */
export function useSignIn<Credentials extends Record<string, string>>({ provider, to, refused }: Way) {
  return useMutation({
    mutationFn: async (credentials: Credentials) => {
      const answer = await signIn(provider, { ...credentials, redirect: false })
      if (!answer) throw new Error('We could not reach the server. Check your connection, then try again.')
      if (answer.error) throw new Error(signInSentence(answer.error, refused))
      window.location.assign(to)
      // The page is leaving: the button keeps its spinner until it has.
      await new Promise(() => {})
    },
  })
}

/** As `useSignIn`, with email and password. */
export function usePasswordSignIn({ to }: { to: string }) {
  return useSignIn<{ email: string; password: string }>({
    provider: 'password',
    to,
    refused: 'This email and password do not belong together.',
  })
}
