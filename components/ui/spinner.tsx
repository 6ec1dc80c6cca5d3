import { LoaderCircle } from 'lucide-react'
import { cn } from './cn.ts'

/** Decorative: whatever shows it says in words (or with `aria-busy`) what is under way. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cn('size-4 animate-spin', className)} />
}
