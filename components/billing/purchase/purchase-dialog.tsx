'use client'

import { useState } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { QuantityStepper } from '#components/ui/quantity-stepper.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { acceptResponse, type PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { Wish } from './purchase-flow-state.ts'
import { QuoteSummary } from './quote-summary.tsx'
import { useQuote } from './use-quote.ts'

type PurchaseDialogProps = {
  wish: Wish
  timeZone: string
  /** The provider's window is being fetched. */
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
}

/** Quantity, the server's quote for it, and the price on the button that charges it. */
export function PurchaseDialog(props: PurchaseDialogProps) {
  const { wish, timeZone, handingOff, onClose, onAccepted } = props
  const [quantity, setQuantity] = useState(wish.action === 'add' ? wish.quantity : 1)
  const quote = useQuote(
    wish.action === 'add'
      ? { action: 'add', code: wish.code, quantity }
      : { action: 'renew', code: wish.code },
  )
  const accept = useApiMutation({
    call: (id: string) => ({ path: `/api/quotes/${id}/accept` }),
    schema: acceptResponse,
    onSuccess: ({ purchase }) => onAccepted(purchase),
  })
  const busy = accept.isPending || handingOff
  const refused = quote.data?.violations ?? []
  const pay = () => {
    if (!quote.data) return
    accept.mutate(quote.data.id, {
      // The quote is spent or out of date: fetch the price anew, so that the next click charges what it shows.
      onError: (error) => {
        if (error instanceof ProblemError && error.status < 500) void quote.refetch()
      },
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      locked={busy}
      title={wish.action === 'renew' ? `Renew ${wish.name}` : wish.name}
      description={
        wish.action === 'renew'
          ? 'Carries on for another period, without a gap.'
          : 'Added as soon as it is paid.'
      }
    >
      <DialogBody className="flex flex-col gap-5">
        {wish.action === 'add' && wish.max > 1 && (
          <div className="flex items-center justify-between gap-4">
            <div>
              <p className="font-medium">Quantity</p>
              <p className="text-ink-muted">Up to {wish.max} more</p>
            </div>
            <QuantityStepper
              label={`Quantity of ${wish.name}`}
              value={quantity}
              max={wish.max}
              disabled={busy}
              onValueChange={setQuantity}
            />
          </div>
        )}
        {quote.data && <QuoteSummary quote={quote.data} timeZone={timeZone} stale={!quote.settled} />}
        {quote.isPending && <QuoteSkeleton />}
        {quote.isError && (
          <ErrorState
            title="The price could not be fetched"
            onRetry={() => quote.refetch()}
            retrying={quote.isFetching}
          >
            {quote.error.message}
          </ErrorState>
        )}
        {refused.map(({ code, reason }) => (
          <Callout key={code} tone="warning" role="alert">
            {reason}
          </Callout>
        ))}
        {accept.isError && <AcceptProblem error={accept.error} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={busy} onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={busy || (!quote.settled && !quote.isError)}
          disabled={quote.isError || refused.length > 0}
          className="min-w-40"
          onClick={pay}
        >
          <span>
            Pay
            {quote.data && (
              <>
                {' '}
                <Money amountMinor={quote.data.due_now} currency={quote.data.currency} decimals="always" />
              </>
            )}
          </span>
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

function AcceptProblem({ error }: { error: Error }) {
  const outdated =
    error instanceof ProblemError && (error.code === 'quote_expired' || error.code === 'quote_stale')
  if (outdated) {
    return (
      <Callout tone="warning" role="alert" title="The price was looked up again">
        The one shown before was no longer valid. Nothing was charged: check the new one, then pay.
      </Callout>
    )
  }
  return (
    <Callout tone="danger" role="alert" title="Nothing was charged">
      {error.message}
    </Callout>
  )
}

function QuoteSkeleton() {
  return (
    <SkeletonRegion label="Fetching the price" className="flex flex-col gap-4">
      <div className="flex justify-between gap-6">
        <Skeleton className="h-10 w-48" />
        <Skeleton className="h-5 w-20" />
      </div>
      <div className="flex justify-between gap-6 border-t border-line pt-4">
        <Skeleton className="h-6 w-24" />
        <Skeleton className="h-6 w-24" />
      </div>
      <Skeleton className="h-10 w-full" />
    </SkeletonRegion>
  )
}
