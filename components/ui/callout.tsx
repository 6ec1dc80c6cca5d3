import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

const tones = {
  info: { icon: Info, box: 'border-accent-line bg-surface', mark: 'text-accent-ink' },
  success: { icon: CircleCheck, box: 'border-success-line bg-surface', mark: 'text-success-ink' },
  warning: { icon: TriangleAlert, box: 'border-warning-line bg-warning-soft', mark: 'text-warning-ink' },
  danger: { icon: OctagonAlert, box: 'border-danger-line bg-danger-soft', mark: 'text-danger-ink' },
} as const

type CalloutTone = keyof typeof tones

type CalloutProps = {
  tone?: CalloutTone
  title?: ReactNode
  children?: ReactNode
  /** Buttons at the right (below, on a phone). */
  actions?: ReactNode
  className?: string
  role?: 'status' | 'alert'
}

export function Callout({ tone = 'info', title, children, actions, className, role }: CalloutProps) {
  const { icon: Icon, box, mark } = tones[tone]
  return (
    <div role={role} className={cn('flex gap-3 rounded-lg border px-4 py-3', box, className)}>
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="flex min-w-0 flex-1 flex-col gap-3 sm:flex-row sm:items-center">
        <div className="min-w-0 flex-1">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cn(title ? 'text-ink-muted' : 'text-ink')}>{children}</div>}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
