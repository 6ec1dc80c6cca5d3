import type { ReactNode } from 'react'
import { EntitlementsProvider } from '#components/gates/entitlements-provider.tsx'
import { WorkspaceFrame } from '#components/workspace/workspace-frame.tsx'
import { loadOwnEntitlements } from '#lib/entitlements/load-own-entitlements.ts'
import { WORKSPACE_FAMILY } from '#lib/workspace/duties.ts'
import { openWorkspace } from '#lib/workspace/open-workspace.ts'

/** The demo application: a customer may hold things in other families too, but here only this one counts. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const visitor = await openWorkspace()
  const entitlements = await loadOwnEntitlements({ ...visitor, family: WORKSPACE_FAMILY })
  return (
    <EntitlementsProvider rendered={entitlements}>
      <WorkspaceFrame>{children}</WorkspaceFrame>
    </EntitlementsProvider>
  )
}
