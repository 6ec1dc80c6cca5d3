'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { z } from 'zod'
import { pageLinks } from '#components/api/page-links.ts'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { PageNav } from '#components/billing/page-nav.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { Table, TableHead } from '#components/ui/table.tsx'
import { documentSummary } from '#lib/invoices/schemas.ts'
import { DocumentRow } from './document-row.tsx'

const documents = z.array(documentSummary)

/** Every invoice and credit note, with what it stands at and its PDF. */
export function InvoiceHistory() {
  const page = /^[1-9]\d{0,4}$/.exec(useSearchParams().get('page') ?? '')?.[0] ?? '1'
  const { data, isPending, isError, error, refetch, isFetching } = useQuery({
    queryKey: billingKeys.invoices(page),
    queryFn: async ({ signal }) => {
      const path = `/api/billing/invoices?page=${page}`
      const answer = await request({ path, schema: documents, signal })
      return { list: answer.data, ...pageLinks(answer.headers) }
    },
    placeholderData: keepPreviousData,
  })
  return (
    <Section title="Invoices" lead="Invoices and credit notes, the newest first.">
      {isPending && (
        <SkeletonRegion label="Loading your invoices">
          <Skeleton className="h-72 rounded-lg" />
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState title="Your invoices could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data?.list.length === 0 && (
        <EmptyState
          icon={FileText}
          title="No invoices yet"
          action={
            <Button variant="secondary" size="sm" asChild>
              <Link href="/billing">See the add-ons</Link>
            </Button>
          }
        >
          Everything you buy has its invoice. It is listed here, to read and to keep.
        </EmptyState>
      )}
      {data && data.list.length > 0 && (
        <Card>
          <Table label="Invoices and credit notes">
            <thead className="hidden md:table-header-group">
              <tr>
                <TableHead>Date</TableHead>
                <TableHead>Document</TableHead>
                <TableHead>Status</TableHead>
                <TableHead numeric>Amount</TableHead>
                <TableHead>
                  <span className="sr-only">Actions</span>
                </TableHead>
              </tr>
            </thead>
            <tbody>
              {data.list.map((document) => (
                <DocumentRow key={document.id} document={document} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      {data && (
        <PageNav label="Pages of invoices" path="/billing/invoices" prev={data.prev} next={data.next} />
      )}
    </Section>
  )
}
