'use client'

import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Code } from '#components/admin/facts.tsx'
import { purchaseColumns } from '#components/admin/purchases/purchase-columns.tsx'
import { StaticTable } from '#components/admin/table/static-table.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Card } from '#components/ui/card.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { type Overview, overview } from '#lib/admin/overview-schemas.ts'
import { purchaseRow } from '#lib/admin/purchase-schemas.ts'
import { tablePage } from '#lib/admin/table-schemas.ts'

/** How it goes, and what a person has to look at. */
export function OverviewScreen() {
  const query = useApiQuery({ key: ['admin', 'overview'], path: '/api/admin/overview', schema: overview })
  return (
    <AdminPage title="Overview">
      <Detail query={query} label="overview">
        {(data) => (
          <>
            <ul className="grid gap-3 sm:grid-cols-3">
              <Count name="Customers" value={data.customers} href="/admin/customers" />
              <Count
                name="Purchases in 24 hours"
                value={data.purchasesToday}
                href="/admin/purchases?status=fulfilled"
              />
              <Count
                name="Open purchases"
                value={data.purchasesOpen}
                href="/admin/purchases?status=pending"
              />
            </ul>
            <Attention data={data} />
          </>
        )}
      </Detail>
      <LatestPurchases />
    </AdminPage>
  )
}

const number = new Intl.NumberFormat('en')

function Count({ name, value, href }: { name: string; value: number; href: string }) {
  return (
    <li>
      <Link href={href} className="block rounded-lg">
        <Card className="gap-1 px-5 py-4 transition-colors hover:bg-sunken/60">
          <span className="text-ink-muted">{name}</span>
          <span className="numeric text-xl font-semibold">{number.format(value)}</span>
        </Card>
      </Link>
    </li>
  )
}

function Attention({ data: { attention, failing } }: { data: Overview }) {
  const found = [
    {
      count: attention.refundsFailed,
      words: 'could not be refunded. Look at why the provider refused, and send them again.',
      href: '/admin/payments?refunds=failed',
      link: 'See the payments',
    },
    {
      count: attention.deliveriesWaiting,
      words: 'of a provider wait for more than five minutes.',
      href: '/admin/deliveries?state=waiting',
      link: 'See the deliveries',
    },
    {
      count: attention.purchasesUnfulfilled,
      words: 'paid for minutes ago, and neither fulfilled nor given back.',
      href: '/admin/purchases?status=paid',
      link: 'See the purchases',
    },
    {
      count: attention.pastDue,
      words: 'past due: a charge failed, and is tried again or waits for its payer.',
      href: '/admin/payments?status=failed',
      link: 'See failed payments',
    },
  ].filter(({ count }) => count > 0)
  return (
    <Section title="Needs attention">
      {found.length === 0 && failing.length === 0 && (
        <Card className="flex-row items-center gap-3 px-5 py-4">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success-ink" />
          Nothing waits for a person.
        </Card>
      )}
      <div className="flex flex-col gap-3 empty:hidden">
        {found.map(({ count, words, href, link }) => (
          <Callout
            key={href}
            tone="warning"
            actions={
              <Link href={href} className="font-medium text-accent-ink underline-offset-4 hover:underline">
                {link}
              </Link>
            }
          >
            {number.format(count)} {words}
          </Callout>
        ))}
        {failing.map(({ id, kind, subject, attempts, lastError, createdAt }) => (
          <Callout key={id} tone="warning" title={`${kind} failed ${attempts} times`}>
            <Code>{subject}</Code> since <DeskTime iso={createdAt} />
            {lastError && <p>{lastError}</p>}
          </Callout>
        ))}
      </div>
    </Section>
  )
}

function LatestPurchases() {
  const { data } = useApiQuery({
    key: ['admin', 'list', 'latest-purchases'],
    path: '/api/admin/purchases?per_page=6',
    schema: tablePage(purchaseRow),
  })
  return (
    <Section title="Latest purchases">
      {data ? (
        <StaticTable
          label="The latest purchases"
          columns={purchaseColumns}
          rows={data.rows}
          empty="Nothing was bought yet."
        />
      ) : (
        <SkeletonRegion label="Loading the latest purchases">
          <Skeleton className="h-64 rounded-lg" />
        </SkeletonRegion>
      )}
    </Section>
  )
}
