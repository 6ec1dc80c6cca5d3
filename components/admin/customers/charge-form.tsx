'use client'

import { useEffect, useState } from 'react'
import { DeskForm } from '#components/admin/desk-form.tsx'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Money } from '#components/ui/money.tsx'
import { Select } from '#components/ui/select.tsx'
import {
  type ChargeAnswer,
  type ChargeableAddon,
  type ChargeRequest,
  chargeAnswer,
  MAX_CHARGE,
} from '#lib/admin/one-time-schemas.ts'
import { formatMoney } from '#lib/money/format-money.ts'

type ChargeFormProps = {
  customerId: string
  addons: readonly ChargeableAddon[]
  first: ChargeableAddon
  onBusy: (busy: boolean) => void
  onIssued: (invoice: ChargeAnswer['invoice']) => void
  onClose: () => void
}

/** Which add-on, and for how much. Without an amount it is the price. */
export function ChargeForm({ customerId, addons, first, onBusy, onIssued, onClose }: ChargeFormProps) {
  const [chosen, setChosen] = useState(first.id)
  const [text, setText] = useState('')
  const charge = useDeskAction<ChargeRequest, typeof chargeAnswer>({
    path: `/api/admin/customers/${customerId}/applied-addons`,
    schema: chargeAnswer,
    onDone: ({ invoice }) => onIssued(invoice),
  })
  const { isPending, error, send } = charge
  useEffect(() => onBusy(isPending), [isPending, onBusy])
  const addon = addons.find(({ id }) => id === chosen) ?? first
  const { currency, pricesIncludeTax } = addon
  const isPrice = text.trim() === ''
  const amountMinor = isPrice ? addon.amountMinor : parseAmount(text, currency)
  const wrong = amountError(amountMinor, currency)
  const refused = error instanceof ProblemError ? error.fields.get('amountMinor') : undefined
  return (
    <DeskForm
      failed="Nothing was charged"
      error={refused === undefined ? error : null}
      ready={amountMinor !== null && wrong === undefined}
      pending={isPending}
      keep="Cancel"
      label={
        <>
          Charge{' '}
          {amountMinor !== null && wrong === undefined && (
            <Money amountMinor={amountMinor} currency={currency} decimals="always" />
          )}
        </>
      }
      onCancel={onClose}
      onSubmit={() =>
        send({ addonId: addon.id, ...(isPrice || amountMinor === null ? {} : { amountMinor }) })
      }
    >
      <Field label="Add-on" hint={addon.description}>
        <Select
          className="w-full"
          value={addon.id}
          options={addons.map((one) => ({ value: one.id, label: `${one.name} · ${priceOf(one)}` }))}
          onValueChange={setChosen}
        />
      </Field>
      <Field
        label={`Another amount, in ${currency}`}
        hint={`Empty: its price, ${priceOf(addon)}. ${pricesIncludeTax ? 'Its tax is in it.' : 'Its tax, if there is one, is added on the invoice.'}`}
        error={wrong ?? refused}
      >
        <Input
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            if (error) charge.reset()
          }}
        />
      </Field>
    </DeskForm>
  )
}

function priceOf({ amountMinor, currency }: ChargeableAddon): string {
  return formatMoney({ amountMinor: BigInt(amountMinor), currency, decimals: 'always' })
}

function amountError(amountMinor: number | null, currency: string): string | undefined {
  if (amountMinor === null) return `Write an amount of ${currency}, such as 12.50.`
  if (amountMinor === 0) return 'Write more than nothing.'
  if (amountMinor <= MAX_CHARGE) return undefined
  return `At most ${formatMoney({ amountMinor: BigInt(MAX_CHARGE), currency })} is charged at once.`
}
