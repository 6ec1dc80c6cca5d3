'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Receipt } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { z } from 'zod'
import { pageLinks } from '#components/api/page-links.ts'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { PageNav } from '#components/billing/page-nav.tsx'
import { useTimeZone } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { Table, TableHead } from '#components/ui/table.tsx'
import { paymentResponse } from '#lib/payments/schemas.ts'
import { PaymentRow } from './payment-row.tsx'

const payments = z.array(paymentResponse)

/** S0.9: every payment, also those that failed, with its invoice. */
export function PaymentHistory() {
  const timeZone = useTimeZone()
  const page = /^[1-9]\d{0,4}$/.exec(useSearchParams().get('page') ?? '')?.[0] ?? '1'
  const { data, isPending, isError, error, refetch, isFetching } = useQuery({
    queryKey: billingKeys.payments(page),
    queryFn: async ({ signal }) => {
      const path = `/api/billing/payments?page=${page}`
      const answer = await request({ path, schema: payments, signal })
      return { list: answer.data, ...pageLinks(answer.headers) }
    },
    placeholderData: keepPreviousData,
  })
  return (
    <Section title="Payment history" lead="Every payment and its invoice, the newest first.">
      {isPending && (
        <SkeletonRegion label="Loading your payments">
          <Skeleton className="h-72 rounded-lg" />
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState title="Your payments could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data?.list.length === 0 && (
        <EmptyState
          icon={Receipt}
          title="No payments yet"
          action={
            <Button variant="secondary" size="sm" asChild>
              <Link href="/billing">See the add-ons</Link>
            </Button>
          }
        >
          When you buy an add-on, its payment and its invoice are listed here.
        </EmptyState>
      )}
      {data && data.list.length > 0 && (
        <Card>
          <Table label="Payments">
            <thead className="hidden md:table-header-group">
              <tr>
                <TableHead>Date</TableHead>
                <TableHead>Description</TableHead>
                <TableHead>Status</TableHead>
                <TableHead>Method</TableHead>
                <TableHead>Invoice</TableHead>
                <TableHead numeric>Amount</TableHead>
              </tr>
            </thead>
            <tbody>
              {data.list.map((payment) => (
                <PaymentRow key={payment.id} payment={payment} timeZone={timeZone} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      {data && (
        <PageNav label="Pages of payments" path="/billing/payments" prev={data.prev} next={data.next} />
      )}
    </Section>
  )
}
