'use client'

import { useMemo } from 'react'
import { hasAddon } from './addon-helpers.ts'
import { useEntitlements } from './entitlements-provider.tsx'
import { canAccessTrack } from './operator-tracks.ts'

/** S3.2 which add-ons the customer has, as the server last said it. It is asked again when something changes. */
export function useAddons() {
  const entitlements = useEntitlements()
  return useMemo(
    () => ({
      hasAddon: (code: string) => hasAddon(entitlements, code),
      hasProviderTrack: () => canAccessTrack(entitlements, 'provider'),
      hasImporterDistributorTrack: () => canAccessTrack(entitlements, 'importerDistributor'),
    }),
    [entitlements],
  )
}
