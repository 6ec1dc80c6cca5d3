'use client'

import { getAddonById } from './addon-helpers.ts'
import { useEntitlements } from './entitlements-provider.tsx'
import type { GateAccess } from './gate-access.ts'

/** Whether an add-on is active, and the add-on as a closed gate offers it. Closed for one the family does not have. */
export function useAddonAccess(code: string): GateAccess {
  const addon = getAddonById(useEntitlements(), code)
  return { allowed: addon?.active ?? false, addons: addon ? [addon] : [] }
}
