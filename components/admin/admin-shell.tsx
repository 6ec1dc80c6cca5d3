import Link from 'next/link'
import type { ReactNode } from 'react'
import { AccountMenu } from '#components/shell/account-menu.tsx'
import { SandboxBanner } from '#components/shell/sandbox-banner.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Wordmark } from '#components/ui/wordmark.tsx'
import { AdminNav } from './admin-nav.tsx'

type AdminShellProps = {
  viewer: { email: string; name: string; sandboxUrl: string | null }
  children: ReactNode
}

/** The frame of every page of the desk. */
export function AdminShell({ viewer, children }: AdminShellProps) {
  return (
    <>
      {viewer.sandboxUrl && <SandboxBanner url={viewer.sandboxUrl} wide />}
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-7xl items-center gap-3 px-4 sm:px-6">
          <Link href="/admin" className="rounded-sm">
            <Wordmark />
          </Link>
          <Badge>Admin</Badge>
          <div className="ml-auto min-w-0">
            <AccountMenu email={viewer.email} customerName={viewer.name} />
          </div>
        </div>
      </header>
      <div className="mx-auto grid max-w-7xl gap-6 px-4 pt-6 pb-24 sm:px-6 lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-10">
        <AdminNav />
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
    </>
  )
}
