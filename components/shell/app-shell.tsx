import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '#components/ui/wordmark.tsx'
import { AccountMenu } from './account-menu.tsx'
import { MainNav } from './main-nav.tsx'
import { SandboxBanner } from './sandbox-banner.tsx'

type AppShellProps = {
  viewer: { email: string; customerName: string; sandboxUrl: string | null }
  children: ReactNode
}

export function AppShell({ viewer, children }: AppShellProps) {
  return (
    <>
      {viewer.sandboxUrl && <SandboxBanner url={viewer.sandboxUrl} />}
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
          <Link href="/billing" className="rounded-sm">
            <Wordmark />
          </Link>
          <MainNav />
          <div className="ml-auto min-w-0">
            <AccountMenu email={viewer.email} customerName={viewer.customerName} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pt-8 pb-24 outline-none sm:px-6">
        {children}
      </main>
    </>
  )
}
