import { cn } from './cn.ts'

/** A plan, and what is tacked onto it. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cn('inline-flex items-center gap-2 font-semibold text-base tracking-[-0.02em]', className)}
    >
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5">
        <rect x="1" y="7" width="12" height="12" rx="3" className="fill-ink" />
        <rect
          x="11"
          y="1"
          width="8"
          height="8"
          rx="2.5"
          className="fill-accent stroke-canvas"
          strokeWidth="1.5"
        />
      </svg>
      <span>Tackon</span>
    </span>
  )
}
