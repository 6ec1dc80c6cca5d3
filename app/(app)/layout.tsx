import type { ReactNode } from 'react'
import { AppShell } from '#components/shell/app-shell.tsx'
import { requireViewer } from '#lib/auth/require-viewer.ts'

/** Everything behind the sign-in. Each API call checks again; this only decides which page to show. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  return <AppShell viewer={viewer}>{children}</AppShell>
}
