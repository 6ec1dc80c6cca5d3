'use client'

import {
  ChartNoAxesColumn,
  ChevronDown,
  CreditCard,
  FileText,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Menu,
  Package,
  ScrollText,
  ShoppingBag,
  Users,
  Webhook,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'

type Item = { href: string; name: string; icon: LucideIcon }

const ITEMS: readonly Item[] = [
  { href: '/admin', name: 'Overview', icon: LayoutDashboard },
  { href: '/admin/analytics', name: 'Analytics', icon: ChartNoAxesColumn },
  { href: '/admin/customers', name: 'Customers', icon: Users },
  { href: '/admin/catalog', name: 'Catalog', icon: Package },
  { href: '/admin/purchases', name: 'Purchases', icon: ShoppingBag },
  { href: '/admin/invoices', name: 'Invoices', icon: FileText },
  { href: '/admin/payments', name: 'Payments', icon: CreditCard },
  { href: '/admin/keys', name: 'API keys', icon: KeyRound },
  { href: '/admin/deliveries', name: 'Deliveries', icon: Webhook },
  { href: '/admin/audit', name: 'Audit log', icon: ScrollText },
]

/** The desk's sidebar; on a phone it folds up. */
export function AdminNav() {
  const path = usePathname()
  const [open, setOpen] = useState(false)
  const here = ITEMS.findLast(({ href }) => path === href || path.startsWith(`${href}/`))
  return (
    <nav aria-label="Admin" className="h-fit lg:sticky lg:top-6">
      <Button
        variant="secondary"
        className="w-full lg:hidden [&>span]:w-full"
        aria-expanded={open}
        aria-controls="admin-nav"
        onClick={() => setOpen(!open)}
      >
        <Menu aria-hidden />
        <span className="truncate">{here?.name ?? 'Menu'}</span>
        <ChevronDown aria-hidden className={cn('ml-auto transition-transform', open && 'rotate-180')} />
      </Button>
      <ul id="admin-nav" className={cn('flex-col gap-0.5 max-lg:mt-2 lg:flex', open ? 'flex' : 'hidden')}>
        {ITEMS.map(({ href, name, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              onClick={() => setOpen(false)}
              aria-current={href === here?.href ? 'page' : undefined}
              className={cn(
                'flex h-9 items-center gap-2.5 rounded-md px-2.5 text-ink-muted transition-colors hover:bg-sunken hover:text-ink',
                href === here?.href && 'bg-sunken font-medium text-ink',
              )}
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
