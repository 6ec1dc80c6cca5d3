'use client'

import { usePathname, useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'
import { useCustomer } from './use-customer.ts'

const TABS = [
  { path: '', label: 'Holdings' },
  { path: '/purchases', label: 'Purchases' },
  { path: '/payments', label: 'Payments' },
  { path: '/invoices', label: 'Invoices' },
  { path: '/audit', label: 'Audit log' },
] as const

/** What stands above everything about one customer. */
export function CustomerFrame({ id, children }: { id: string; children: ReactNode }) {
  const router = useRouter()
  const base = `/admin/customers/${id}`
  const here = usePathname().slice(base.length)
  const current = TABS.find(({ path }) => path === here)?.path ?? ''
  return (
    <Detail query={useCustomer(id)} label="customer">
      {({ name, email }) => (
        <AdminPage title={name} lead={email}>
          <Tabs value={current} onValueChange={(path) => router.push(`${base}${path}`)}>
            <TabsList aria-label={name}>
              {TABS.map(({ path, label }) => (
                <TabsTrigger key={path} value={path}>
                  {label}
                </TabsTrigger>
              ))}
            </TabsList>
            <TabsContent value={current} tabIndex={-1} className="pt-6">
              {children}
            </TabsContent>
          </Tabs>
        </AdminPage>
      )}
    </Detail>
  )
}
