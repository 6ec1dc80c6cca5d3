import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** Scrolls sideways inside its own box on a phone; the box takes the focus so that a keyboard can scroll it. */
export function Table({ label, className, ...props }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className="relative w-full overflow-x-auto rounded-lg">
      <table className={cn('w-full border-collapse text-left text-sm', className)} {...props} />
    </section>
  )
}

export function TableHead({
  className,
  numeric = false,
  ...props
}: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-10 whitespace-nowrap border-b border-line px-5 text-xs font-medium text-ink-muted',
        numeric && 'text-right',
        className,
      )}
      {...props}
    />
  )
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={cn('border-b border-line last:border-b-0', className)} {...props} />
}

export function TableCell({
  className,
  numeric = false,
  ...props
}: ComponentProps<'td'> & { numeric?: boolean }) {
  return <td className={cn('px-5 py-3.5 align-top', numeric && 'numeric text-right', className)} {...props} />
}
