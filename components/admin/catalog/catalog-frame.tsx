'use client'

import { usePathname, useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'

const TABS = [
  { path: '/admin/catalog', label: 'Add-ons' },
  { path: '/admin/catalog/plans', label: 'Plans' },
  { path: '/admin/catalog/one-time', label: 'One-time' },
] as const

/** What stands above the lists of what is sold. */
export function CatalogFrame({
  lead,
  aside,
  children,
}: {
  lead: string
  aside?: ReactNode
  children: ReactNode
}) {
  const router = useRouter()
  const here = usePathname()
  const current = TABS.find(({ path }) => path === here)?.path ?? TABS[0].path
  return (
    <AdminPage title="Catalog" aside={aside}>
      <Tabs value={current} onValueChange={(path) => router.push(path)}>
        <TabsList aria-label="Catalog">
          {TABS.map(({ path, label }) => (
            <TabsTrigger key={path} value={path}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={current} tabIndex={-1} className="flex flex-col gap-4 pt-6">
          <p className="text-ink-muted">{lead}</p>
          {children}
        </TabsContent>
      </Tabs>
    </AdminPage>
  )
}
