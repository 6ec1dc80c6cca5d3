'use client'

import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Says what has just happened. Anything that must be acted on stays in the page, never in a toast. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      // At the top: at the bottom it would lie on the buttons of a sheet on a phone.
      position="top-center"
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success-ink" />,
        info: <Info aria-hidden className="size-4 text-accent-ink" />,
        warning: <TriangleAlert aria-hidden className="size-4 text-warning-ink" />,
        error: <OctagonAlert aria-hidden className="size-4 text-danger-ink" />,
      }}
      toastOptions={{
        classNames: {
          toast: 'bg-raised! text-ink! border-line! shadow-2! rounded-lg! font-sans!',
          description: 'text-ink-muted!',
        },
      }}
    />
  )
}
