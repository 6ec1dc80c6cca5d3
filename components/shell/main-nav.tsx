'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'

/** `onPhone`: in fewer letters, where all of them stand in one narrow row. */
const areas: readonly { href: string; label: string; onPhone?: string }[] = [
  { href: '/workspace', label: 'Workspace' },
  { href: '/billing', label: 'Billing' },
  { href: '/keys', label: 'API keys', onPhone: 'Keys' },
  { href: '/pricing', label: 'Pricing' },
]

export function MainNav({ hasWorkspace }: { hasWorkspace: boolean }) {
  const path = usePathname()
  const shown = areas.filter(({ href }) => hasWorkspace || href !== '/workspace')
  return (
    <nav aria-label="Main">
      <ul className="flex sm:gap-1">
        {shown.map(({ href, label, onPhone = label }) => {
          const here = path === href || path.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-9 items-center rounded-md px-1.5 font-medium whitespace-nowrap min-[24rem]:px-2 sm:px-3 transition-colors hover:bg-sunken',
                  here ? 'text-ink' : 'text-ink-muted',
                )}
              >
                <span className="max-sm:hidden">{label}</span>
                <span className="sm:hidden">{onPhone}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
