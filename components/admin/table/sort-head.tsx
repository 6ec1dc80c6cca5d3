'use client'

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#components/ui/cn.ts'
import { TableHead } from '#components/ui/table.tsx'

type SortHeadProps = {
  sorted: false | 'asc' | 'desc'
  numeric: boolean
  onSort: () => void
  children: ReactNode
}

const ORDER = { asc: 'ascending', desc: 'descending' } as const

/** The head of a column that the list can be put in order by. */
export function SortHead({ sorted, numeric, onSort, children }: SortHeadProps) {
  const Icon = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown
  return (
    <TableHead numeric={numeric} aria-sort={sorted ? ORDER[sorted] : 'none'}>
      <button
        type="button"
        onClick={onSort}
        className={cn(
          '-mx-2 inline-flex h-8 items-center gap-1 rounded-md px-2 transition-colors hover:bg-sunken hover:text-ink',
          numeric && 'flex-row-reverse',
          sorted && 'text-ink',
        )}
      >
        {children}
        <Icon aria-hidden className={cn('size-3.5', !sorted && 'opacity-50')} />
      </button>
    </TableHead>
  )
}
