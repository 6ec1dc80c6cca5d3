'use client'

import { Button } from '#components/ui/button.tsx'
import { StatusPage } from '#components/ui/status-page.tsx'

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <StatusPage
      title="This page could not be shown"
      actions={
        <>
          <Button onClick={reset}>Try again</Button>
          <Button variant="secondary" asChild>
            <a href="/billing">Go to billing</a>
          </Button>
        </>
      }
      note={error.digest && `If you write to us, mention ${error.digest}.`}
    >
      Something failed on our side. Nothing was bought or charged by opening this page.
    </StatusPage>
  )
}
