'use client'

import type { ComponentProps } from 'react'
import { cn } from './cn.ts'
import { useFieldWiring } from './field.tsx'

/** 16 px text on phones: anything smaller makes iOS zoom the page on focus. */
export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return (
    <input
      type={type}
      {...useFieldWiring()}
      className={cn(
        'h-10 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink shadow-1 sm:text-sm',
        'placeholder:text-ink-faint focus-visible:outline-offset-0',
        'aria-invalid:border-danger disabled:opacity-50',
        className,
      )}
      {...props}
    />
  )
}
