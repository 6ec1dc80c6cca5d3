import type { ReactNode } from 'react'
import type { DutyView } from '#lib/workspace/schemas.ts'
import { DutyTable } from './duty-table.tsx'
import { ProgressBar } from './track-progress.tsx'

type DutyPageProps = {
  name: string
  lead: string
  duties: DutyView[]
  /** At the right of the heading. */
  actions?: ReactNode
  /** What stands above the list. */
  children?: ReactNode
}

/** A track: how far one is, and each of its duties. */
export function DutyPage({ name, lead, duties, actions, children }: DutyPageProps) {
  const count = (status: DutyView['status']) => duties.filter((duty) => duty.status === status).length
  const progress = { done: count('done'), inProgress: count('in_progress'), total: duties.length }
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div>
          <h1 className="text-2xl font-semibold">{name}</h1>
          <p className="mt-1 max-w-prose text-ink-muted">{lead}</p>
        </div>
        {actions}
      </div>
      <ProgressBar label={`${name}, done`} progress={progress} />
      {children}
      <DutyTable label={name} duties={duties} />
    </div>
  )
}
