'use client'

import { useState } from 'react'
import { DeskForm } from '#components/admin/desk-form.tsx'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { Callout } from '#components/ui/callout.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Money } from '#components/ui/money.tsx'
import { Select } from '#components/ui/select.tsx'
import {
  type CreditRequest,
  creditAnswer,
  type InvoiceDeskLine,
  type InvoiceDetail,
} from '#lib/admin/invoice-desk-schemas.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { CreditDestination, destinationsOf } from './credit-destination.tsx'
import { useCreditPreview } from './use-credit-preview.ts'

const REASONS = [
  { value: 'other', label: 'Another reason' },
  { value: 'order_change', label: 'The order changed' },
  { value: 'order_cancellation', label: 'The order was canceled' },
  { value: 'product_unsatisfactory', label: 'Not what was promised' },
  { value: 'duplicated_charge', label: 'Charged twice' },
  { value: 'fraudulent_charge', label: 'Fraud' },
] as const satisfies { value: CreditRequest['reasonCode']; label: string }[]

/** Credits an invoice, or a part of it, line by line. The button says what it comes to with its tax. */
export function CreditDialog({ invoice, onClose }: { invoice: InvoiceDetail; onClose: () => void }) {
  const { id, number, currency, creditableMinor } = invoice
  const lines = invoice.lines.filter((line) => line.creditableMinor > 0)
  const [amounts, setAmounts] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      lines.map((line) => [line.id, toDecimalString(BigInt(line.creditableMinor), currency)]),
    ),
  )
  const [chosen, setChosen] = useState(destinationsOf(invoice)[0])
  const [reasonCode, setReasonCode] = useState<CreditRequest['reasonCode']>('other')
  const [reason, setReason] = useState('')
  const action = useDeskAction<CreditRequest, typeof creditAnswer>({
    path: `/api/admin/invoices/${id}/credit-notes`,
    schema: creditAnswer,
    onDone: onClose,
  })
  const wrong = Object.fromEntries(
    lines.map((line) => [line.id, lineError(amounts[line.id] ?? '', line, currency)]),
  )
  const isWrong = Object.values(wrong).some((error) => error !== undefined)
  const items = isWrong
    ? []
    : lines.flatMap((line) => {
        const amountMinor = parseAmount(amounts[line.id] ?? '', currency) ?? 0
        return amountMinor > 0 ? [{ lineId: line.id, amountMinor }] : []
      })
  const { credit, error } = useCreditPreview(id, items)
  const to = chosen ?? 'invoice'
  return (
    <Dialog
      open
      onOpenChange={onClose}
      locked={action.isPending}
      title={`Credit invoice ${number}`}
      description={
        <>
          A credit note is issued and sent to the customer. Up to{' '}
          <Money amountMinor={creditableMinor} currency={currency} decimals="always" /> can be credited.
        </>
      }
    >
      <DeskForm
        failed="Nothing was credited"
        error={action.error}
        ready={credit !== null && reason.trim().length >= 3}
        pending={action.isPending}
        danger
        keep="Keep it"
        label={
          <>
            Credit {credit && <Money amountMinor={credit.totalMinor} currency={currency} decimals="always" />}
          </>
        }
        onCancel={onClose}
        onSubmit={() => action.send({ items, to, creditableMinor, reasonCode, reason: reason.trim() })}
      >
        {lines.map((line) => (
          <Field
            key={line.id}
            label={`${line.description}, in ${currency} before tax`}
            hint={`At most ${formatMoney({ amountMinor: BigInt(line.creditableMinor), currency, decimals: 'always' })}. Empty: none of it.`}
            error={wrong[line.id]}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={amounts[line.id] ?? ''}
              onChange={(event) => setAmounts({ ...amounts, [line.id]: event.target.value })}
            />
          </Field>
        ))}
        {error && <Callout tone="warning">{error.message}</Callout>}
        {credit && credit.taxMinor > 0 && (
          <p className="text-ink-muted">
            With its tax of <Money amountMinor={credit.taxMinor} currency={currency} decimals="always" /> that
            is <Money amountMinor={credit.totalMinor} currency={currency} decimals="always" />.
          </p>
        )}
        <CreditDestination invoice={invoice} value={to} onChange={setChosen} />
        <Field label="Category">
          <Select className="w-full" value={reasonCode} options={REASONS} onValueChange={setReasonCode} />
        </Field>
        <Field label="Reason" hint="Stands on the credit note.">
          <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </DeskForm>
    </Dialog>
  )
}

function lineError(text: string, line: InvoiceDeskLine, currency: string): string | undefined {
  if (text.trim() === '') return undefined
  const amountMinor = parseAmount(text, currency)
  if (amountMinor === null) return `Write an amount of ${currency}, such as 12.50.`
  if (amountMinor <= line.creditableMinor) return undefined
  return `Only ${formatMoney({ amountMinor: BigInt(line.creditableMinor), currency })} is left of it.`
}
