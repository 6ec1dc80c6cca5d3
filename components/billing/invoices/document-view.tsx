'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Download } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { billingDocument, type DocumentSummary } from '#lib/invoices/schemas.ts'
import { DocumentSheet } from './document-sheet.tsx'
import { documentPaths } from './document-status.ts'
import { lookAgain } from './look-again.ts'
import { PayPanel } from './pay-panel.tsx'

/** One invoice or credit note, to read, and to pay. */
export function DocumentView(shown: Pick<DocumentSummary, 'kind' | 'id'>) {
  const paths = documentPaths(shown)
  const returned = useSearchParams().get('returned') === 'true'
  const { data, isPending, error, refetch, isFetching } = useQuery({
    queryKey: billingKeys.document(paths.data),
    queryFn: async ({ signal }) =>
      (await request({ path: paths.data, schema: billingDocument, signal })).data,
    refetchInterval: ({ state }) => lookAgain(returned && state.data?.stamp === 'unpaid', state),
  })
  const due = data?.stamp === 'unpaid' ? data.totals.at(-1) : undefined
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button variant="link" asChild>
          <Link href="/billing/invoices">
            <ArrowLeft aria-hidden /> All invoices
          </Link>
        </Button>
        {data && (
          <div className="flex flex-wrap gap-2">
            <Button variant="secondary" size="sm" asChild>
              <a href={paths.pdf} download>
                <Download aria-hidden /> Download PDF
              </a>
            </Button>
          </div>
        )}
      </div>
      {data && due && (
        <PayPanel
          id={shown.id}
          number={data.number}
          dueMinor={due.amountMinor}
          currency={data.currency}
          isReturned={returned}
        />
      )}
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
