import { DomainError } from '#lib/errors/domain-error.ts'
import { loadOwnEntitlements } from './load-own-entitlements.ts'
import type { EntitlementsResponse } from './schemas.ts'

/** As `loadOwnEntitlements`, for pages that can do without: null where nothing is on sale yet. */
export async function findOwnEntitlements(options: {
  customerId: string
  userId: string
}): Promise<EntitlementsResponse | null> {
  try {
    return await loadOwnEntitlements(options)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'family_not_found') return null
    throw error
  }
}
