import type { EntitlementsResponse } from '#lib/entitlements/schemas.ts'
import { canPurchase, getAddonById, hasFeature } from './addon-helpers.ts'

/** S3.1 the operator tracks: what opens each, and what is bought to have it. */
const TRACKS = {
  importerDistributor: { feature: 'importer_distributor_track', addon: 'importer_distributor' },
  provider: { feature: 'provider_track', addon: 'provider_track' },
  providerAssurance: { feature: 'provider_assurance', addon: 'provider_assurance' },
} as const

type Track = keyof typeof TRACKS

/** S3.2 what `useAddons` answers besides `hasAddon`. */
export function canAccessTrack(entitlements: EntitlementsResponse | null, track: Track): boolean {
  return hasFeature(entitlements, TRACKS[track].feature)
}

/** S3.2 what `useOperatorTrackAccess` answers: per track, whether it is open, and whether it can be bought right now. */
export function operatorTrackAccess(entitlements: EntitlementsResponse | null) {
  const can = (track: Track) => canAccessTrack(entitlements, track)
  const canBuy = (track: Track) => {
    const addon = getAddonById(entitlements, TRACKS[track].addon)
    return addon !== null && canPurchase(addon)
  }
  return {
    canAccessImporterDistributor: can('importerDistributor'),
    canAccessProvider: can('provider'),
    canAccessProviderAssurance: can('providerAssurance'),
    canPurchaseImporterDistributor: canBuy('importerDistributor'),
    canPurchaseProvider: canBuy('provider'),
    canPurchaseProviderAssurance: canBuy('providerAssurance'),
  }
}
