'use client'

import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useOverview } from '#components/billing/use-overview.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Money } from '#components/ui/money.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { type PurchaseResponse, purchaseResponse } from '#lib/purchases/schemas.ts'
import { purchaseStanding } from './purchase-standing.ts'
import { purchaseName, resultView } from './result-view.ts'
import { usePurchase } from './use-purchase.ts'

type ResultDialogProps = {
  purchase: PurchaseResponse
  awaiting: boolean
  /** Something that went wrong on the way, in words. */
  problem: string | null
  /** The provider's window is being fetched. */
  handingOff: boolean
  onClose: () => void
  onPay: (purchase: PurchaseResponse) => void
}

const marks = {
  progress: <Spinner className="size-8 text-accent-ink" />,
  success: <CircleCheck aria-hidden className="size-8 text-success-ink" />,
  warning: <TriangleAlert aria-hidden className="size-8 text-warning-ink" />,
  danger: <OctagonAlert aria-hidden className="size-8 text-danger-ink" />,
}

/** Tells how the purchase stands at this moment, as the server knows it, until it is over. */
export function ResultDialog(props: ResultDialogProps) {
  const { purchase: start, awaiting, problem, handingOff, onClose, onPay } = props
  const { data, refetch } = usePurchase(start)
  // The payer has seen the attempt fail; the server may hear of it a moment later.
  const purchase = { ...data, last_failure: data.last_failure ?? start.last_failure }
  const standing = purchaseStanding(purchase, awaiting)
  const view = resultView(purchase, standing)
  const discard = useApiMutation({
    call: () => ({ path: `/api/purchases/${purchase.id}/cancel` }),
    schema: purchaseResponse,
    onSuccess: async () => {
      await refetch()
    },
  })
  // What became of the purchase says more than what went wrong on the way to it.
  const trouble = purchase.status === 'pending' ? (problem ?? discard.error?.message) : undefined
  const isDue = useIsDue(purchase.id)
  const payable = (standing === 'unpaid' || standing === 'attempt_failed') && purchase.hand_off !== null
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={view.title}>
      <DialogBody className="flex flex-col gap-5">
        <div className="flex items-start gap-4" role="status">
          {marks[view.tone]}
          <p className="flex-1 text-ink-muted">{view.text}</p>
        </div>
        <dl className="flex flex-col gap-2 rounded-md bg-sunken px-4 py-3">
          <div className="flex justify-between gap-4">
            <dt className="text-ink-muted">{purchaseName(purchase)}</dt>
            <dd>
              <Money amountMinor={purchase.amount} currency={purchase.currency} decimals="always" />
            </dd>
          </div>
          {purchase.refunded > 0 && (
            <div className="flex justify-between gap-4">
              <dt className="text-ink-muted">Refunded</dt>
              <dd>
                <Money amountMinor={purchase.refunded} currency={purchase.currency} decimals="always" />
              </dd>
            </div>
          )}
          {purchase.invoice_number && (
            <div className="flex justify-between gap-4">
              <dt className="text-ink-muted">Invoice</dt>
              <dd className="numeric">{purchase.invoice_number}</dd>
            </div>
          )}
        </dl>
        {trouble && (
          <Callout tone="danger" role="alert">
            {trouble}
          </Callout>
        )}
      </DialogBody>
      <DialogFooter>
        {payable ? (
          <>
            {isDue ? (
              <Button variant="secondary" onClick={onClose}>
                Not now
              </Button>
            ) : (
              <Button
                variant="secondary"
                loading={discard.isPending}
                onClick={() => discard.mutate(undefined)}
              >
                Discard
              </Button>
            )}
            <Button loading={handingOff} disabled={discard.isPending} onClick={() => onPay(purchase)}>
              Continue payment
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{standing === 'done' ? 'Done' : 'Close'}</Button>
        )}
      </DialogFooter>
    </Dialog>
  )
}

/** A renewal that could not be charged stays due; nobody began it, so nobody drops it. */
function useIsDue(purchaseId: string): boolean {
  const { data } = useOverview()
  return data?.troubles.some((trouble) => trouble.purchaseId === purchaseId) ?? false
}
