import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { config } from '#lib/server/config.ts'
import { findViewer, type Viewer } from './find-viewer.ts'

/** For server components: who looks at the page, null for nobody. Looked up once per page, however many parts ask. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const cookie = (await headers()).get('cookie')
  return findViewer(new Request(config().appUrl, { headers: cookie ? { cookie } : {} }))
})

/** As `currentViewer`. Nobody is sent to sign in, and back to this page afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer()
  if (viewer) return viewer
  // Set by the server in front of the pages, which know their route but not their address.
  const path = (await headers()).get('x-pathname')
  redirect(path ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in')
}
