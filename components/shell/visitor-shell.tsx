import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Wordmark } from '#components/ui/wordmark.tsx'

/** The shell for who is not signed in. */
export function VisitorShell({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between px-4 sm:px-6">
          <Link href="/pricing" className="rounded-sm">
            <Wordmark />
          </Link>
          <div className="flex items-center gap-2">
            <Button variant="ghost" size="sm" asChild>
              <Link href="/docs">API</Link>
            </Button>
            <Button variant="secondary" size="sm" asChild>
              <a href="/sign-in">Sign in</a>
            </Button>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pt-8 pb-24 outline-none sm:px-6">
        {children}
      </main>
    </>
  )
}
