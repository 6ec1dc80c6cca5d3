import type { ComponentProps } from 'react'
import { cn } from './cn.ts'

/** Takes the exact room of what will come, so that nothing moves when it does. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-sunken', className)} {...props} />
}

/** Wraps the skeletons of one section and says once, in words, that it loads. */
export function SkeletonRegion({
  label,
  className,
  children,
  ...props
}: ComponentProps<'div'> & { label: string }) {
  return (
    <div role="status" aria-busy="true" className={className} {...props}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  )
}
