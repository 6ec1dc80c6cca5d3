'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button.tsx'
import { cn } from './cn.ts'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  /** One sentence under the title; read out with it. */
  description?: ReactNode
  children: ReactNode
  /** Set while an answer is awaited that must not be lost: Escape and the scrim then do nothing. */
  locked?: boolean
}

// What was in use before the first of a chain of dialogs opened; one dialog may lead to the next.
let opener: HTMLElement | null = null

function rememberOpener() {
  const active = document.activeElement
  if (active instanceof HTMLElement && !active.closest('[role="dialog"]')) opener = active
}

/** Gives the focus back, or to the page when what opened the dialog is gone. */
function returnFocus(event: Event) {
  event.preventDefault()
  const target = opener?.isConnected ? opener : document.getElementById('main')
  target?.focus({ preventScroll: true })
}

/** A dialog on larger screens, a sheet from the bottom edge on a phone. */
export function Dialog({ open, onOpenChange, title, description, children, locked = false }: DialogProps) {
  const hold = (event: Event) => {
    if (locked) event.preventDefault()
  }
  return (
    <Primitive.Root open={open} onOpenChange={(next) => (locked && !next ? undefined : onOpenChange(next))}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade-in" />
        <Primitive.Content
          onOpenAutoFocus={rememberOpener}
          onCloseAutoFocus={returnFocus}
          onEscapeKeyDown={hold}
          onPointerDownOutside={hold}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={cn(
            'fixed z-50 flex max-h-[min(92dvh,44rem)] flex-col border-line bg-raised shadow-3 outline-none',
            'inset-x-0 bottom-0 rounded-t-xl border-t data-[state=open]:animate-sheet-in',
            'sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-full sm:max-w-md sm:-translate-x-1/2 sm:-translate-y-1/2',
            'sm:rounded-xl sm:border sm:data-[state=open]:animate-fade-in',
          )}
        >
          <div className="flex flex-col gap-1 px-6 pt-6 pr-14">
            <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
            {description !== undefined && (
              <Primitive.Description className="text-sm text-ink-muted">{description}</Primitive.Description>
            )}
          </div>
          {children}
          {!locked && (
            <Primitive.Close asChild>
              <Button
                variant="ghost"
                size="icon"
                className="absolute top-4 right-4 size-8"
                aria-label="Close"
              >
                <X aria-hidden />
              </Button>
            </Primitive.Close>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('min-h-0 flex-1 overflow-y-auto px-6 py-5', className)} {...props} />
}

export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex flex-col-reverse gap-2 border-t border-line px-6 pt-4 pb-[max(1rem,env(safe-area-inset-bottom))]',
        'sm:flex-row sm:justify-end',
        className,
      )}
      {...props}
    />
  )
}
