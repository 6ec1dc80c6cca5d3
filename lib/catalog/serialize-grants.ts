import type { Feature, Grant } from './catalog.ts'

/** A granted value as JSON: a number, `true` for a flag, null for "without limit". */
export function serializeGranted(grant: Grant, features: readonly Feature[]): number | true | null {
  const feature = features.find((candidate) => candidate.code === grant.feature)
  if (feature?.kind === 'flag') return true
  return grant.value === null ? null : Number(grant.value)
}
