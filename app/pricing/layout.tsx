import type { ReactNode } from 'react'
import { VisitorShell } from '#components/shell/visitor-shell.tsx'
import { currentViewer } from '#lib/auth/require-viewer.ts'
import { SignedInFrame } from '../signed-in-frame.tsx'

/** Prices are for everyone to see. */
export default async function PricingLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  return viewer ? (
    <SignedInFrame viewer={viewer}>{children}</SignedInFrame>
  ) : (
    <VisitorShell>{children}</VisitorShell>
  )
}
