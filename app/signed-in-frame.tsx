import type { ReactNode } from 'react'
import { AppShell } from '#components/shell/app-shell.tsx'
import type { Viewer } from '#lib/auth/find-viewer.ts'
import { findOwnEntitlements } from '#lib/entitlements/find-own-entitlements.ts'
import { hasWorkspace } from '#lib/workspace/has-workspace.ts'

/** The shell around every page of somebody who is signed in. */
export async function SignedInFrame({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const { customerId, userId } = viewer
  const [entitlements, workspace] =
    customerId === null
      ? [null, false]
      : await Promise.all([findOwnEntitlements({ customerId, userId }), hasWorkspace(customerId)])
  return (
    <AppShell viewer={viewer} entitlements={entitlements} hasWorkspace={workspace}>
      {children}
    </AppShell>
  )
}
