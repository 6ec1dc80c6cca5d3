'use client'

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

type TablePagesProps = {
  label: string
  page: number
  perPage: number
  total: number
  onPage: (page: number) => void
}

const count = new Intl.NumberFormat('en')

/** Which rows are shown of how many, and the way to the others. */
export function TablePages({ label, page, perPage, total, onPage }: TablePagesProps) {
  const last = Math.max(1, Math.ceil(total / perPage))
  const first = (page - 1) * perPage + 1
  const until = Math.min(total, page * perPage)
  return (
    <nav aria-label={`Pages of ${label}`} className="flex flex-wrap items-center justify-between gap-3">
      <p className="numeric text-ink-muted" aria-live="polite">
        {first <= until ? `${count.format(first)}–${count.format(until)} of ` : ''}
        {count.format(total)}
      </p>
      {last > 1 && (
        <div className="flex items-center gap-1">
          <PageButton icon={ChevronFirst} label="First page" to={1} disabled={page <= 1} onPage={onPage} />
          <PageButton
            icon={ChevronLeft}
            label="Page before"
            to={page - 1}
            disabled={page <= 1}
            onPage={onPage}
          />
          <span className="numeric px-2 text-ink-muted">
            Page {count.format(page)} of {count.format(last)}
          </span>
          <PageButton
            icon={ChevronRight}
            label="Next page"
            to={page + 1}
            disabled={page >= last}
            onPage={onPage}
          />
          <PageButton
            icon={ChevronLast}
            label="Last page"
            to={last}
            disabled={page >= last}
            onPage={onPage}
          />
        </div>
      )}
    </nav>
  )
}

type PageButtonProps = {
  icon: LucideIcon
  label: string
  to: number
  disabled: boolean
  onPage: (page: number) => void
}

function PageButton({ icon: Icon, label, to, disabled, onPage }: PageButtonProps) {
  return (
    <Button
      variant="secondary"
      size="icon"
      className="size-9"
      aria-label={label}
      disabled={disabled}
      onClick={() => onPage(to)}
    >
      <Icon aria-hidden />
    </Button>
  )
}
