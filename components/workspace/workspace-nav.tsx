'use client'

import {
  BadgeCheck,
  ChevronDown,
  ClipboardList,
  LayoutDashboard,
  type LucideIcon,
  Menu,
  ShieldCheck,
  Truck,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { NavAddonGate } from '#components/gates/nav-addon-gate.tsx'
import { useOperatorTrackAccess } from '#components/gates/use-operator-track-access.ts'
import { Button } from '#components/ui/button.tsx'
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

/** S3.3 the sidebar; on a phone it folds up. What is locked stays in its place, and leads to where it is bought. */
export function WorkspaceNav() {
  const path = usePathname()
  const [open, setOpen] = useState(false)
  const here = sections.flatMap(({ items }) => items).find(({ href }) => href === path)
  return (
    <nav aria-label="Workspace" className="h-fit">
      <Button
        variant="secondary"
        className="w-full lg:hidden [&>span]:w-full"
        aria-expanded={open}
        aria-controls="workspace-nav"
        onClick={() => setOpen(!open)}
      >
        <Menu aria-hidden />
        <span className="truncate">{here?.name ?? 'Menu'}</span>
        <ChevronDown aria-hidden className={cn('ml-auto transition-transform', open && 'rotate-180')} />
      </Button>
      <div
        id="workspace-nav"
        className={cn('gap-6 max-lg:mt-3 sm:max-lg:grid-cols-2 lg:grid', open ? 'grid' : 'hidden')}
      >
        {sections.map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h2 className="mb-1.5 px-2.5 text-xs font-medium text-ink-faint">{title}</h2>
            <ul className="flex flex-col gap-0.5">
              {items.map((item) => (
                <li key={item.href}>
                  <NavItem item={item} here={item === here} onLeave={() => setOpen(false)} />
                </li>
              ))}
            </ul>
            {title === 'Market Access' && <MoreTracks onLeave={() => setOpen(false)} />}
          </section>
        ))}
      </div>
    </nav>
  )
}

/** Where the tracks that are not open yet are compared; nothing where all are. */
function MoreTracks({ onLeave }: { onLeave: () => void }) {
  const tracks = useOperatorTrackAccess()
  if (tracks.canAccessImporterDistributor && tracks.canAccessProviderAssurance) return null
  const canBuy =
    tracks.canPurchaseImporterDistributor || tracks.canPurchaseProvider || tracks.canPurchaseProviderAssurance
  return (
    <Link
      href="/pricing"
      onClick={onLeave}
      className="mt-2 inline-flex h-8 items-center rounded-md px-2.5 font-medium text-accent-ink underline-offset-4 hover:underline"
    >
      {canBuy ? 'Compare the tracks' : 'Plans with more tracks'}
    </Link>
  )
}

type NavItemProps = { item: Item; here: boolean; onLeave: () => void }

function NavItem({ item, here, onLeave }: NavItemProps) {
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
      onClick={onLeave}
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
