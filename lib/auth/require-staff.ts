import { notFound } from 'next/navigation'
import type { Viewer } from './find-viewer.ts'
import { requireViewer } from './require-viewer.ts'

/** For server components: a member of staff. For anybody else who is signed in there is nothing at this address. */
export async function requireStaff(): Promise<Viewer> {
  const viewer = await requireViewer()
  if (viewer.role !== 'admin') notFound()
  return viewer
}
