import { notFound } from 'next/navigation'
import { requireViewer } from '#lib/auth/require-viewer.ts'
import { getAccess } from '#lib/entitlements/get-access.ts'
import type { FeatureAccessResponse } from '#lib/entitlements/schemas.ts'
import { findTrack, type Track, type TrackCode, WORKSPACE_FAMILY } from './duties.ts'
import { hasWorkspace } from './has-workspace.ts'

type Visitor = { customerId: string; userId: string }

/** For server components: whose workspace is looked at. For others there is nothing at the address. */
export async function openWorkspace(): Promise<Visitor> {
  const { customerId, userId } = await requireViewer()
  if (customerId === null || !(await hasWorkspace(customerId))) notFound()
  return { customerId, userId }
}

/**
 * For the page of a track: who looks at it, and whether it is open to them. A page asks this before it loads anything,
 * and of a closed track loads nothing.
 */
export async function openTrack(
  code: TrackCode,
): Promise<Visitor & { track: Track; access: FeatureAccessResponse | null }> {
  const visitor = await openWorkspace()
  const track = findTrack(code)
  return { ...visitor, track, access: await accessTo(visitor, track) }
}

/** Whether a track is open to a customer; null for one that is open to all. */
export async function accessTo(visitor: Visitor, { feature }: Track): Promise<FeatureAccessResponse | null> {
  return feature === null ? null : getAccess({ ...visitor, familyCode: WORKSPACE_FAMILY, feature })
}
