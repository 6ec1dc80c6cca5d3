import type { ReactNode } from 'react'

type AdminPageProps = { title: string; lead?: ReactNode; aside?: ReactNode; children: ReactNode }

/** A page of the desk: what it is, and what is on it. */
export function AdminPage({ title, lead, aside, children }: AdminPageProps) {
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-xl font-semibold wrap-anywhere sm:text-2xl">{title}</h1>
          {lead && <div className="mt-1 text-ink-muted">{lead}</div>}
        </div>
        {aside}
      </div>
      {children}
    </div>
  )
}
