import type { ReactNode } from 'react'
import { Wordmark } from './wordmark.tsx'

type StatusPageProps = { title: string; children: ReactNode; actions: ReactNode; note?: ReactNode }

/** A whole page that says one thing: not found, failed. */
export function StatusPage({ title, children, actions, note }: StatusPageProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-16">
      <Wordmark className="mb-10" />
      <h1 className="text-2xl font-semibold">{title}</h1>
      <p className="mt-3 text-base text-ink-muted">{children}</p>
      <div className="mt-6 flex flex-wrap gap-2">{actions}</div>
      {note && <p className="mt-8 text-xs text-ink-faint">{note}</p>}
    </main>
  )
}
