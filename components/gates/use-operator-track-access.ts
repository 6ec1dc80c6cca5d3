'use client'

import { useMemo } from 'react'
import { useEntitlements } from './entitlements-provider.tsx'
import { operatorTrackAccess } from './operator-tracks.ts'

/** S3.2 per operator track: `canAccess…` and `canPurchase…`. */
export function useOperatorTrackAccess() {
  const entitlements = useEntitlements()
  return useMemo(() => operatorTrackAccess(entitlements), [entitlements])
}
