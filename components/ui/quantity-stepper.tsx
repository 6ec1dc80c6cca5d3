'use client'

import { Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { cn } from './cn.ts'

type QuantityStepperProps = {
  value: number
  onValueChange: (value: number) => void
  min?: number
  max: number
  /** What is counted, for screen readers: "Quantity of Extra Storage (10 GB)". */
  label: string
  disabled?: boolean
  className?: string
}

/**
 * A spin button (WAI-ARIA): arrows step, Page Up and Down jump by five, Home and End go to the ends, digits may be typed.
 * The width is fixed for the largest value, so the buttons stay under the pointer.
 */
export function QuantityStepper({
  value,
  onValueChange,
  min = 1,
  max,
  label,
  disabled,
  className,
}: QuantityStepperProps) {
  const id = useId()
  const set = (next: number) => onValueChange(Math.min(max, Math.max(min, next)))
  const steps: Record<string, number> = {
    ArrowUp: value + 1,
    ArrowDown: value - 1,
    PageUp: value + 5,
    PageDown: value - 5,
    Home: min,
    End: max,
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    set(next)
  }
  const step =
    'grid size-10 place-items-center text-ink-muted transition-colors enabled:hover:bg-sunken enabled:hover:text-ink disabled:opacity-35 focus-visible:-outline-offset-2'
  return (
    <div
      className={cn(
        'inline-flex w-fit items-stretch rounded-md border border-line-strong bg-surface shadow-1',
        className,
      )}
    >
      <button
        type="button"
        className={cn(step, 'rounded-l-md')}
        aria-label="One fewer"
        aria-controls={id}
        disabled={disabled || value <= min}
        onClick={() => set(value - 1)}
      >
        <Minus aria-hidden className="size-4" />
      </button>
      <input
        id={id}
        role="spinbutton"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        disabled={disabled}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          const digits = event.target.value.replace(/\D/g, '').slice(0, 6)
          set(digits === '' ? min : Number(digits))
        }}
        className="numeric w-12 border-line border-x bg-transparent text-center text-base font-medium focus-visible:-outline-offset-2 sm:text-sm"
      />
      <button
        type="button"
        className={cn(step, 'rounded-r-md')}
        aria-label="One more"
        aria-controls={id}
        disabled={disabled || value >= max}
        onClick={() => set(value + 1)}
      >
        <Plus aria-hidden className="size-4" />
      </button>
    </div>
  )
}
