import { type ReactNode, useId } from 'react'
import { cn } from './cn.ts'

type SectionProps = {
  title: string
  /** One sentence under the heading. */
  lead?: ReactNode
  /** At the right of the heading. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** A part of a page with its heading; loads, fails and retries on its own. */
export function Section({ title, lead, aside, className, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('flex flex-col gap-4', className)}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {lead && <p className="mt-0.5 text-ink-muted">{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </section>
  )
}
