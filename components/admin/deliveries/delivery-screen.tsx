'use client'

import { useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import Link from 'next/link'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Code, Facts } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { deliveryLooks, providerName } from '#components/admin/statuses.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Section } from '#components/ui/section.tsx'
import { type DeliveryDetail, deliveryDetail, replayAnswer } from '#lib/admin/delivery-schemas.ts'

/** One message of a provider, word for word, and what became of it. */
export function DeliveryScreen({ id }: { id: string }) {
  const query = useApiQuery({
    key: ['admin', 'delivery', id],
    path: `/api/admin/deliveries/${id}`,
    schema: deliveryDetail,
    pollWhile: ({ state }) => state === 'waiting',
  })
  return (
    <Detail query={query} label="delivery">
      {(delivery) => (
        <AdminPage
          title={delivery.eventType}
          lead={
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge look={deliveryLooks[delivery.state]} />
              <DeskTime iso={delivery.receivedAt} />
            </span>
          }
          aside={delivery.subject && <Replay delivery={delivery} />}
        >
          {delivery.work?.lastError && (
            <Callout tone="warning" title={`Looking failed ${delivery.work.attempts} times`}>
              {delivery.work.lastError}
            </Callout>
          )}
          <Facts facts={factsOf(delivery)} />
          <Section
            title="Payload"
            lead="As it came. It is a hint: what the provider says when asked is what counts."
          >
            <Payload body={delivery.body} />
          </Section>
        </AdminPage>
      )}
    </Detail>
  )
}

function Replay({ delivery: { id, state } }: { delivery: DeliveryDetail }) {
  const client = useQueryClient()
  const replay = useApiMutation({
    call: () => ({ path: `/api/admin/deliveries/${id}/replay`, body: {} }),
    schema: replayAnswer,
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin'] }),
  })
  return (
    <div className="flex flex-col items-end gap-2">
      <Button
        variant="secondary"
        loading={replay.isPending || state === 'waiting'}
        onClick={() => replay.mutate(undefined)}
      >
        <RotateCw aria-hidden />
        Replay
      </Button>
      {replay.isError && (
        <p role="alert" className="text-danger-ink">
          {replay.error.message}
        </p>
      )}
    </div>
  )
}

function factsOf(delivery: DeliveryDetail) {
  const { purchaseId, work } = delivery
  return [
    {
      name: 'Provider',
      value: providerName(delivery.provider),
    },
    { name: 'About', value: delivery.subject && <Code>{delivery.subject}</Code> },
    {
      name: 'Purchase',
      value: purchaseId && (
        <Link
          href={`/admin/purchases/${purchaseId}`}
          className="text-accent-ink underline-offset-4 hover:underline"
        >
          See the purchase
        </Link>
      ),
    },
    { name: 'Delivered', value: delivery.receipts === 1 ? 'Once' : `${delivery.receipts} times` },
    { name: 'Looked at', value: delivery.processedAt && <DeskTime iso={delivery.processedAt} /> },
    { name: 'Attempts so far', value: work && work.attempts > 0 && work.attempts },
    { name: 'Event id', value: <Code>{delivery.eventId}</Code> },
  ]
}

function Payload({ body }: { body: string }) {
  return (
    <section
      aria-label="Payload as text"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-160 overflow-auto rounded-lg border border-line bg-surface p-5 shadow-1"
    >
      <pre className="font-mono text-xs leading-5">{pretty(body)}</pre>
    </section>
  )
}

/** JSON as people read it; anything else as it came. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
