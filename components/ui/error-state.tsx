'use client'

import { RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

type ErrorStateProps = {
  /** What could not be done. */
  title: string
  /** What that means for the reader, and the way on. */
  children?: ReactNode
  onRetry?: () => void
  retrying?: boolean
  className?: string
}

export function ErrorState({ title, children, onRetry, retrying = false, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn(
        'flex flex-col items-start gap-4 rounded-lg border border-line bg-surface p-5 sm:flex-row sm:items-center',
        className,
      )}
    >
      <TriangleAlert aria-hidden className="size-5 shrink-0 text-danger-ink" />
      <div className="flex-1">
        <p className="font-medium">{title}</p>
        {children && <p className="text-ink-muted">{children}</p>}
      </div>
      {onRetry && (
        <Button variant="secondary" size="sm" loading={retrying} onClick={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  )
}
