'use client'

import './globals.css'
import { Button } from '#components/ui/button.tsx'
import { StatusPage } from '#components/ui/status-page.tsx'

/** Stands in for the root layout when that itself fails, so it brings its own html and body. */
export default function GlobalError({ reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <StatusPage title="Tackon could not be shown" actions={<Button onClick={reset}>Try again</Button>}>
          Something failed on our side. Nothing was bought or charged.
        </StatusPage>
      </body>
    </html>
  )
}
