'use client'

import { usePathname, useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'

const tabs = [
  { path: '/billing', label: 'Plan and add-ons' },
  { path: '/billing/invoices', label: 'Invoices' },
  { path: '/billing/payments', label: 'Payment history' },
  { path: '/billing/details', label: 'Billing details' },
] as const

/** Each tab has its own address: it can be linked to, and Back leads back. */
export function BillingTabs({ children }: { children: ReactNode }) {
  const here = usePathname()
  const router = useRouter()
  const current =
    tabs.findLast(({ path }) => here === path || here.startsWith(`${path}/`))?.path ?? '/billing'
  return (
    <Tabs value={current} onValueChange={(path) => router.push(path)}>
      <TabsList aria-label="Billing">
        {tabs.map(({ path, label }) => (
          <TabsTrigger key={path} value={path}>
            {label}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value={current} tabIndex={-1}>
        {children}
      </TabsContent>
    </Tabs>
  )
}
