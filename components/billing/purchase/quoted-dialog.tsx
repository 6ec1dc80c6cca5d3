'use client'

import { type ReactNode, useState } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { acceptResponse, type PurchaseResponse } from '#lib/purchases/schemas.ts'
import { AcceptProblem } from './accept-problem.tsx'
import type { GoesOn } from './quote-afterwards.tsx'
import { QuoteProblem } from './quote-problem.tsx'
import { QuoteSummary } from './quote-summary.tsx'
import { type QuoteWish, useQuote } from './use-quote.ts'

type QuotedDialogProps = {
  title: string
  description: string
  wish: QuoteWish
  timeZone: string
  goesOn?: GoesOn
  /** The provider's window is being fetched. */
  handingOff: boolean
  onClose: () => void
  onAccepted: (purchase: PurchaseResponse) => void
  /** What is chosen, above the price; told while a choice must not change. */
  children?: (busy: boolean) => ReactNode
}

/** A choice, the server's quote for it, and the price on the button that charges it. */
export function QuotedDialog(props: QuotedDialogProps) {
  const { title, description, wish, timeZone, goesOn = 'billed', handingOff, onClose, onAccepted } = props
  const quote = useQuote(wish)
  // What a key holds is charged to what is saved; once that was declined, paid on the provider's page.
  const isKeys = useBillingScope() !== null
  const [declined, setDeclined] = useState(false)
  const accept = useApiMutation({
    call: (id: string) => ({
      path: `/api/quotes/${id}/accept`,
      ...(isKeys && !declined ? { body: { saved_method: true } } : {}),
    }),
    schema: acceptResponse,
    onSuccess: ({ purchase }) => onAccepted(purchase),
  })
  const busy = accept.isPending || handingOff
  const nothing = wish.plan === undefined && wish.addons.length === 0
  const shown = nothing ? undefined : quote.data
  const refused = shown?.violations ?? []
  const pay = () => {
    if (!shown) return
    accept.mutate(shown.id, {
      // The quote is spent or out of date: fetch the price anew, so that the next click charges what it shows.
      onError: (error) => {
        if (!(error instanceof ProblemError) || error.status >= 500) return
        if (error.code === 'payment_declined') setDeclined(true)
        void quote.refetch()
      },
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      locked={busy}
      title={title}
      description={description}
    >
      <DialogBody className="flex flex-col gap-5">
        {props.children?.(busy)}
        {shown && <QuoteSummary quote={shown} timeZone={timeZone} goesOn={goesOn} stale={!quote.settled} />}
        {!nothing && quote.isPending && <QuoteSkeleton />}
        {!nothing && quote.isError && (
          <QuoteProblem error={quote.error} retrying={quote.isFetching} onRetry={() => quote.refetch()} />
        )}
        {refused.map(({ code, reason }) => (
          <Callout key={code} tone="warning" role="alert">
            {reason}
          </Callout>
        ))}
        {accept.isError && <AcceptProblem error={accept.error} anotherWay={declined} />}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={busy} onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={busy || (!nothing && !quote.settled && !quote.isError)}
          disabled={nothing || quote.isError || refused.length > 0}
          className="min-w-40"
          onClick={pay}
        >
          <span>
            {shown?.due_now === 0 ? (
              'Confirm'
            ) : (
              <>
                Pay{' '}
                {shown && <Money amountMinor={shown.due_now} currency={shown.currency} decimals="always" />}
              </>
            )}
          </span>
        </Button>
      </DialogFooter>
    </Dialog>
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
