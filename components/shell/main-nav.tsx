'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'

const areas = [
  { href: '/workspace', label: 'Workspace' },
  { href: '/billing', label: 'Billing' },
  { href: '/keys', label: 'API keys' },
  { href: '/pricing', label: 'Pricing' },
] as const

export function MainNav({ hasWorkspace }: { hasWorkspace: boolean }) {
  const path = usePathname()
  const shown = areas.filter(({ href }) => hasWorkspace || href !== '/workspace')
  return (
    <nav aria-label="Main">
      <ul className="flex sm:gap-1">
        {shown.map(({ href, label }) => {
          const here = path === href || path.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-9 items-center rounded-md px-2 font-medium sm:px-3 transition-colors hover:bg-sunken',
                  here ? 'text-ink' : 'text-ink-muted',
                )}
              >
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
