'use client'

import { BadgeCheck, ClipboardList, LayoutDashboard, type LucideIcon, ShieldCheck, Truck } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { NavAddonGate } from '#components/gates/nav-addon-gate.tsx'
import { cn } from '#components/ui/cn.ts'

type Item = { href: string; name: string; icon: LucideIcon; addon?: string }

const sections: readonly { title: string; items: readonly Item[] }[] = [
  {
    title: 'Workspace',
    items: [
      { href: '/workspace', name: 'Overview', icon: LayoutDashboard },
      { href: '/workspace/deployer', name: 'Deployer duties', icon: ClipboardList },
    ],
  },
  {
    title: 'Market Access',
    items: [
      {
        href: '/workspace/importer-distributor',
        name: 'Importer & Distributor',
        icon: Truck,
        addon: 'importer_distributor',
      },
      { href: '/workspace/provider', name: 'Provider', icon: BadgeCheck, addon: 'provider_track' },
      {
        href: '/workspace/provider-assurance',
        name: 'Provider Assurance',
        icon: ShieldCheck,
        addon: 'provider_assurance',
      },
    ],
  },
]

const itemClass =
  'flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-ink-muted transition-colors hover:bg-sunken hover:text-ink [&_svg]:shrink-0'

/** S3.3 the sidebar. What is locked stays in its place, and leads to where it is bought. */
export function WorkspaceNav() {
  const path = usePathname()
  return (
    <nav aria-label="Workspace" className="grid h-fit gap-6 sm:max-lg:grid-cols-2">
      {sections.map(({ title, items }) => (
        <section key={title} aria-label={title}>
          <h2 className="mb-1.5 px-2.5 text-xs font-medium text-ink-faint">{title}</h2>
          <ul className="flex flex-col gap-0.5">
            {items.map((item) => (
              <li key={item.href}>
                <NavItem item={item} here={path === item.href} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function NavItem({ item, here }: { item: Item; here: boolean }) {
  const { href, name, icon: Icon, addon } = item
  const label = (
    <>
      <Icon aria-hidden className="size-4" />
      <span className="truncate">{name}</span>
    </>
  )
  const link = (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cn(itemClass, here && 'bg-sunken font-medium text-ink')}
    >
      {label}
    </Link>
  )
  if (!addon) return link
  return (
    <NavAddonGate addon={addon} label={label} className={cn(itemClass, 'text-ink-faint')}>
      {link}
    </NavAddonGate>
  )
}
