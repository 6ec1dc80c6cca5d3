import Link from 'next/link'
import type { ReactNode } from 'react'
import { EntitlementsProvider } from '#components/gates/entitlements-provider.tsx'
import { HoldingsFeed } from '#components/gates/holdings-feed.tsx'
import { Wordmark } from '#components/ui/wordmark.tsx'
import type { EntitlementsResponse } from '#lib/entitlements/schemas.ts'
import { AccountMenu } from './account-menu.tsx'
import { MainNav } from './main-nav.tsx'
import { SandboxBanner } from './sandbox-banner.tsx'

type AppShellProps = {
  viewer: { email: string; customerName: string; sandboxUrl: string | null }
  /** What the viewer's customer may do; null for who acts for none. */
  entitlements: EntitlementsResponse | null
  hasWorkspace: boolean
  children: ReactNode
}

export function AppShell({ viewer, entitlements, hasWorkspace, children }: AppShellProps) {
  const page = (
    <>
      {viewer.sandboxUrl && <SandboxBanner url={viewer.sandboxUrl} />}
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-6 sm:px-6">
          <Link href="/billing" className="rounded-sm">
            <Wordmark className="max-sm:[&>span]:sr-only" />
          </Link>
          <MainNav hasWorkspace={hasWorkspace} />
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
  if (!entitlements) return page
  return (
    <HoldingsFeed>
      <EntitlementsProvider rendered={entitlements}>{page}</EntitlementsProvider>
    </HoldingsFeed>
  )
}
