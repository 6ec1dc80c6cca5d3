import type { Metadata } from '../objects/metadata.ts'

/** What is given is set, an empty value deletes its key, an empty whole deletes all; the rest stays. */
export function mergeMetadata(before: Metadata, given: Metadata | null | undefined): Metadata {
  if (given === undefined) return before
  if (given === null) return {}
  const merged = Object.entries({ ...before, ...given })
  return Object.fromEntries(merged.filter(([, value]) => value !== ''))
}
