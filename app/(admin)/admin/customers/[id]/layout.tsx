import type { ReactNode } from 'react'
import { CustomerFrame } from '#components/admin/customers/customer-frame.tsx'

type CustomerLayoutProps = { children: ReactNode; params: Promise<{ id: string }> }

export default async function CustomerLayout({ children, params }: CustomerLayoutProps) {
  const { id } = await params
  return <CustomerFrame id={id}>{children}</CustomerFrame>
}
