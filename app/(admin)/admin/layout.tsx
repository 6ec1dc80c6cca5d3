import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AdminShell } from '#components/admin/admin-shell.tsx'
import { requireStaff } from '#lib/auth/require-staff.ts'

export const metadata: Metadata = { title: { default: 'Admin', template: '%s · Admin · Tackon' } }

/** The desk. Its pages hold no data: each API call checks again who asks. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  return <AdminShell viewer={await requireStaff()}>{children}</AdminShell>
}
