import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'

type FactsProps = { facts: readonly { name: string; value: ReactNode }[] }

/** What is known of a thing, name by name. What is null is not shown. */
export function Facts({ facts }: FactsProps) {
  const shown = facts.filter(({ value }) => value !== null && value !== undefined && value !== false)
  return (
    <Card>
      <dl className="grid gap-x-8 gap-y-4 p-5 sm:grid-cols-2 xl:grid-cols-3">
        {shown.map(({ name, value }) => (
          <div key={name} className="min-w-0">
            <dt className="text-xs font-medium text-ink-muted">{name}</dt>
            <dd className="mt-0.5 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

/** An id, as machines write it. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-xs wrap-anywhere">{children}</code>
}
