import type { ReactNode } from 'react'
import { Wordmark } from '#components/ui/wordmark.tsx'

/** The page around everything one sees before being signed in. */
export function SignInFrame({
  title,
  lead,
  children,
}: {
  title: string
  lead: ReactNode
  children: ReactNode
}) {
  return (
    <main
      id="main"
      className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-6 py-10 sm:justify-center sm:py-16"
    >
      <Wordmark className="mb-8" />
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="mt-2 text-ink-muted">{lead}</p>
      <div className="mt-8">{children}</div>
    </main>
  )
}
