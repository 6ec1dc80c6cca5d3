'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'

/** On a phone all of them stand in one narrow row, and `first` is left out. */
const areas: readonly { href: string; first?: string; label: string }[] = [
  { href: '/workspace', label: 'Workspace' },
  { href: '/billing', label: 'Billing' },
  { href: '/keys', first: 'API ', label: 'keys' },
  { href: '/pricing', label: 'Pricing' },
]

export function MainNav({ hasWorkspace }: { hasWorkspace: boolean }) {
  const path = usePathname()
  const shown = areas.filter(({ href }) => hasWorkspace || href !== '/workspace')
  return (
    <nav aria-label="Main">
      <ul className="flex sm:gap-1">
        {shown.map(({ href, first, label }) => {
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
                <span>
                  {first && <span className="max-sm:hidden">{first}</span>}
                  <span className="max-sm:capitalize">{label}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
