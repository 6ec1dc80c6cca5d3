import type { ReactNode } from 'react'
import { type GateAccess, offerOf } from './gate-access.ts'
import { UpgradePrompt } from './upgrade-prompt.tsx'

type AddonGateProps = {
  /** What the server decided: `getAccess` in a page, `useAddonAccess` in the browser. */
  access: GateAccess
  /** Says what is missing instead of showing nothing. */
  showLocked?: boolean
  children: ReactNode
}

/**
 * S3.3 shows its children to who may see them. In a page the server decides before it renders them: of a closed gate
 * nothing is loaded, and nothing of it reaches the browser. Load what they show inside of them, not beside the gate.
 */
export function AddonGate({ access, showLocked = false, children }: AddonGateProps) {
  if (access.allowed) return <>{children}</>
  const offer = offerOf(access)
  return showLocked && offer ? <UpgradePrompt addon={offer} /> : null
}
