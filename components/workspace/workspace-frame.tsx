import type { ReactNode } from 'react'
import { WorkspaceNav } from './workspace-nav.tsx'

/** Sidebar and page; on a phone the one above the other. */
export function WorkspaceFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-12">
      <WorkspaceNav />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
