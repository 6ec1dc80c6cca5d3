import type { Metadata } from 'next'
import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import { StatusPage } from '#components/ui/status-page.tsx'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <StatusPage
      title="There is nothing at this address"
      actions={
        <Button asChild>
          <Link href="/billing">Go to billing</Link>
        </Button>
      }
    >
      The link may be old, or it may belong to an account you are not signed in to.
    </StatusPage>
  )
}
