import { FlaskConical } from 'lucide-react'
import { cn } from '#components/ui/cn.ts'

/** Says on every page that nothing here is real, and leads to where time and payments are steered. */
export function SandboxBanner({ url, wide = false }: { url: string; wide?: boolean }) {
  return (
    <aside aria-label="Sandbox" className="border-b border-line bg-sunken text-ink-muted">
      <div
        className={cn(
          'mx-auto flex h-9 items-center gap-2 px-4 text-xs sm:px-6',
          wide ? 'max-w-7xl' : 'max-w-6xl',
        )}
      >
        <FlaskConical aria-hidden className="size-3.5 shrink-0" />
        <p className="truncate">Sandbox: no real money moves.</p>
        <a
          href={url}
          className="ml-auto shrink-0 font-medium text-accent-ink underline-offset-4 hover:underline"
        >
          Clock, deliveries, faults
        </a>
      </div>
    </aside>
  )
}
