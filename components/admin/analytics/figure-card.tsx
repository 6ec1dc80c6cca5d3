import { ArrowDownRight, ArrowRight, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import type { Change } from './figure-words.ts'

type FigureCardProps = {
  name: string
  value: ReactNode
  /** What it is made of, in a few words. */
  detail: string
  change: Change
  /** Whether more of it is good news. */
  good: 'up' | 'down'
  href: string
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight }

/** A figure, how it changed, and the way to its rows. */
export function FigureCard({ name, value, detail, change, good, href }: FigureCardProps) {
  const Arrow = ARROWS[change?.direction ?? 'same']
  return (
    <li>
      <Link href={href} className="block h-full rounded-lg">
        <Card className="h-full gap-1 px-4 py-3 sm:px-5 sm:py-4 transition-colors hover:bg-sunken/60">
          <span className="text-ink-muted">{name}</span>
          <span className="numeric text-lg font-semibold sm:text-xl">{value}</span>
          {change && (
            <span
              className={cn(
                'numeric inline-flex items-center gap-1 text-xs sm:text-sm',
                change.direction === 'same' && 'text-ink-muted',
                change.direction !== 'same' &&
                  (change.direction === good ? 'text-success-ink' : 'text-danger-ink'),
              )}
            >
              <Arrow aria-hidden className="size-3.5 shrink-0" />
              {change.words}
            </span>
          )}
          <span className="mt-auto pt-1 text-sm text-ink-muted">{detail}</span>
        </Card>
      </Link>
    </li>
  )
}
