'use client'

import { Receipt } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Button } from '#components/ui/button.tsx'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs.tsx'
import { ChargeDialog } from './charge-dialog.tsx'
import { useCustomer } from './use-customer.ts'

const TABS = [
  { path: '', label: 'Holdings' },
  { path: '/purchases', label: 'Purchases' },
  { path: '/payments', label: 'Payments' },
  { path: '/invoices', label: 'Invoices' },
  { path: '/tax', label: 'Tax' },
  { path: '/audit', label: 'Audit log' },
] as const

/** What stands above everything about one customer. */
export function CustomerFrame({ id, children }: { id: string; children: ReactNode }) {
  const router = useRouter()
  const base = `/admin/customers/${id}`
  const here = usePathname().slice(base.length)
  const current = TABS.findLast(({ path }) => path === here || here.startsWith(`${path}/`))?.path ?? ''
  const [charging, setCharging] = useState(false)
  return (
    <Detail query={useCustomer(id)} label="customer">
      {(customer) => (
        <AdminPage
          title={customer.name}
          lead={customer.email}
          aside={
            <Button variant="secondary" onClick={() => setCharging(true)}>
              <Receipt aria-hidden />
              Charge once…
            </Button>
          }
        >
          <Tabs value={current} onValueChange={(path) => router.push(`${base}${path}`)}>
            <TabsList aria-label={customer.name}>
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
          {charging && <ChargeDialog customer={customer} onClose={() => setCharging(false)} />}
        </AdminPage>
      )}
    </Detail>
  )
}
