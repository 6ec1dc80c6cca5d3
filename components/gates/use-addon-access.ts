'use client'

import { getAddonById } from './addon-helpers.ts'
import { useEntitlements } from './entitlements-provider.tsx'
import type { GateAccess } from './gate-access.ts'
import { useAddons } from './use-addons.ts'

/** Whether an add-on is active, and the add-on as a closed gate offers it. Closed for one the family does not have. */
export function useAddonAccess(code: string): GateAccess {
  const { hasAddon } = useAddons()
  const addon = getAddonById(useEntitlements(), code)
  return { allowed: hasAddon(code), addons: addon ? [addon] : [] }
}
