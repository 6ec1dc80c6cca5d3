'use client'

import { Tooltip as Primitive } from 'radix-ui'
import { type ReactElement, type ReactNode, useId } from 'react'

type TooltipProps = { text: ReactNode; side?: 'right' | 'bottom'; children: ReactElement }

/** A sentence about what is pointed at or focused; it describes it to screen readers too. */
export function Tooltip({ text, side = 'right', children }: TooltipProps) {
  const id = useId()
  return (
    <Primitive.Provider delayDuration={200}>
      <Primitive.Root>
        <Primitive.Trigger asChild aria-describedby={id}>
          {children}
        </Primitive.Trigger>
        <span id={id} hidden>
          {text}
        </span>
        <Primitive.Content
          side={side}
          sideOffset={8}
          collisionPadding={12}
          className="z-50 max-w-64 rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-2 data-[state=delayed-open]:animate-fade-in"
        >
          {text}
        </Primitive.Content>
      </Primitive.Root>
    </Primitive.Provider>
  )
}
