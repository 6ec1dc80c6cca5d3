'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Money } from '#components/ui/money.tsx'
import { type PurchasePayment, refundAnswer } from '#lib/admin/purchase-schemas.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { parseAmount } from './parse-amount.ts'

type RefundDialogProps = {
  payment: PurchasePayment
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Sends a payment, or a part of it, back. The button says how much. */
export function RefundDialog({ payment, open, onOpenChange }: RefundDialogProps) {
  const { id, currency, refundableMinor } = payment
  const client = useQueryClient()
  const [amount, setAmount] = useState(() => toDecimalString(BigInt(refundableMinor), currency))
  const [reason, setReason] = useState('')
  const sending = useRef(false)
  const amountMinor = parseAmount(amount, currency)
  const refund = useApiMutation({
    call: (body: { amountMinor: number; remainingMinor: number; reason: string }) => ({
      path: `/api/admin/payments/${id}/refunds`,
      body,
    }),
    schema: refundAnswer,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['admin'] })
      onOpenChange(false)
    },
  })
  const wrongAmount = amountError(amountMinor, { refundableMinor, currency })
  const ready = amountMinor !== null && wrongAmount === undefined && reason.trim().length >= 3
  const submit = () => {
    // A double click comes again before anything is drawn anew.
    if (!ready || sending.current) return
    sending.current = true
    refund.mutate(
      { amountMinor, remainingMinor: refundableMinor, reason: reason.trim() },
      {
        // What is left of it may be what changed: show it as it is now.
        onError: () => client.invalidateQueries({ queryKey: ['admin'] }),
        onSettled: () => {
          sending.current = false
        },
      },
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      locked={refund.isPending}
      title="Refund this payment"
      description={
        <>
          <Money amountMinor={refundableMinor} currency={currency} /> of{' '}
          <Money amountMinor={payment.amountMinor} currency={currency} /> can be sent back to where it came
          from. When nothing is left of it, what it paid for is withdrawn.
        </>
      }
    >
      <form
        className="contents"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DialogBody className="flex flex-col gap-4">
          {refund.isError && (
            <Callout tone="danger" role="alert" title="Nothing was refunded">
              {refund.error.message}
            </Callout>
          )}
          <Field label={`Amount in ${currency}`} error={amount === '' ? undefined : wrongAmount}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          </Field>
          <Field label="Reason" hint="Stands on the credit note and in the audit log.">
            <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Field>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" disabled={refund.isPending} onClick={() => onOpenChange(false)}>
            Keep it
          </Button>
          <Button type="submit" variant="danger" disabled={!ready} loading={refund.isPending}>
            Refund{' '}
            {amountMinor !== null && wrongAmount === undefined && (
              <Money amountMinor={amountMinor} currency={currency} decimals="always" />
            )}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function amountError(
  amountMinor: number | null,
  { refundableMinor, currency }: { refundableMinor: number; currency: string },
): string | undefined {
  if (amountMinor === null) return `Write an amount of ${currency}, such as 12.50.`
  if (amountMinor === 0) return 'Write more than nothing.'
  if (amountMinor <= refundableMinor) return undefined
  return `Only ${formatMoney({ amountMinor: BigInt(refundableMinor), currency })} is left of it.`
}
