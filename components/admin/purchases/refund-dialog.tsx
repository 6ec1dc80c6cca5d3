'use client'

import { useState } from 'react'
import { DeskForm } from '#components/admin/desk-form.tsx'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Money } from '#components/ui/money.tsx'
import { type PurchasePayment, type RefundRequest, refundAnswer } from '#lib/admin/purchase-schemas.ts'
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
  const [amount, setAmount] = useState(() => toDecimalString(BigInt(refundableMinor), currency))
  const [reason, setReason] = useState('')
  const amountMinor = parseAmount(amount, currency)
  const refund = useDeskAction<RefundRequest, typeof refundAnswer>({
    path: `/api/admin/payments/${id}/refunds`,
    schema: refundAnswer,
    onDone: () => onOpenChange(false),
  })
  const wrongAmount = amountError(amountMinor, { refundableMinor, currency })
  const ready = amountMinor !== null && wrongAmount === undefined && reason.trim().length >= 3
  const submit = () => {
    if (amountMinor !== null)
      refund.send({ amountMinor, remainingMinor: refundableMinor, reason: reason.trim() })
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
      <DeskForm
        failed="Nothing was refunded"
        error={refund.error}
        ready={ready}
        pending={refund.isPending}
        danger
        keep="Keep it"
        label={
          <>
            Refund{' '}
            {amountMinor !== null && wrongAmount === undefined && (
              <Money amountMinor={amountMinor} currency={currency} decimals="always" />
            )}
          </>
        }
        onCancel={() => onOpenChange(false)}
        onSubmit={submit}
      >
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
      </DeskForm>
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
