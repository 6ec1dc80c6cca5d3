import type { ReactNode } from 'react'
import { requireViewer } from '#lib/auth/require-viewer.ts'
import { SignedInFrame } from '../signed-in-frame.tsx'

/** Everything behind the sign-in. Each API call checks again; this only decides which page to show. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame viewer={await requireViewer()}>{children}</SignedInFrame>
}
