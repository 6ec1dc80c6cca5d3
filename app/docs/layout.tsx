import type { ReactNode } from 'react'
import { VisitorShell } from '#components/shell/visitor-shell.tsx'
import { currentViewer } from '#lib/auth/require-viewer.ts'
import { SignedInFrame } from '../signed-in-frame.tsx'

/** The documentation is for everyone to read. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer()
  return viewer ? (
    <SignedInFrame viewer={viewer}>{children}</SignedInFrame>
  ) : (
    <VisitorShell>{children}</VisitorShell>
  )
}
