'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '#components/ui/cn.ts'

const areas = [{ href: '/billing', label: 'Billing' }] as const

export function MainNav() {
  const path = usePathname()
  return (
    <nav aria-label="Main">
      <ul className="flex gap-1">
        {areas.map(({ href, label }) => {
          const here = path === href || path.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-9 items-center rounded-md px-3 font-medium transition-colors hover:bg-sunken',
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
