'use client'

import { ArrowLeft, Download } from 'lucide-react'
import Link from 'next/link'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { billingDocument, type DocumentSummary } from '#lib/invoices/schemas.ts'
import { DocumentSheet } from './document-sheet.tsx'
import { documentPaths } from './document-status.ts'

/** One invoice or credit note, to read. */
export function DocumentView(shown: Pick<DocumentSummary, 'kind' | 'id'>) {
  const paths = documentPaths(shown)
  const { data, isPending, error, refetch, isFetching } = useApiQuery({
    key: billingKeys.document(paths.data),
    path: paths.data,
    schema: billingDocument,
  })
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button variant="link" asChild>
          <Link href="/billing/invoices">
            <ArrowLeft aria-hidden /> All invoices
          </Link>
        </Button>
        {data && (
          <Button variant="secondary" size="sm" asChild>
            <a href={paths.pdf} download>
              <Download aria-hidden /> Download PDF
            </a>
          </Button>
        )}
      </div>
      {isPending && (
        <SkeletonRegion label="Loading the document">
          <Skeleton className="h-[32rem] rounded-lg" />
        </SkeletonRegion>
      )}
      {error && !data && (
        <ErrorState title="This document could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data && <DocumentSheet document={data} />}
    </div>
  )
}
