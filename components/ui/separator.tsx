import { cn } from './cn.ts'

export function Separator({ className }: { className?: string }) {
  return <hr className={cn('border-t border-line', className)} />
}
