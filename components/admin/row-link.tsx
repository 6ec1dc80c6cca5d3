import Link from 'next/link'
import type { ReactNode } from 'react'

/** What a row is called. It is the whole row's link: a click anywhere in the row follows it. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="font-medium text-ink underline-offset-4 after:absolute after:inset-0 hover:underline"
    >
      {children}
    </Link>
  )
}
