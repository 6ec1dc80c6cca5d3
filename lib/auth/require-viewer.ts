import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { config } from '#lib/server/config.ts'
import { findViewer, type Viewer } from './find-viewer.ts'

/** For server components: who looks at the page. Nobody is sent to sign in, and back to this page afterwards. */
export async function requireViewer(): Promise<Viewer> {
  const received = await headers()
  const cookie = received.get('cookie')
  const request = new Request(config().appUrl, { headers: cookie ? { cookie } : {} })
  const viewer = await findViewer(request)
  if (viewer) return viewer
  // Set by the server in front of the pages, which know their route but not their address.
  const path = received.get('x-pathname')
  redirect(path ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in')
}
