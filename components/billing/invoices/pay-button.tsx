'use client'

import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { usePayInvoice } from './use-pay-invoice.ts'

type PayButtonProps = { id: string; number: string; dueMinor: string; currency: string }

/** Leads to where an unpaid invoice is paid; says what it charges. */
export function PayButton({ id, number, dueMinor, currency }: PayButtonProps) {
  const { pay, paying } = usePayInvoice({ id, number })
  return (
    <Button size="sm" loading={paying !== null} onClick={() => pay('page')}>
      <span>
        Pay <Money amountMinor={BigInt(dueMinor)} currency={currency} decimals="always" />
        <span className="sr-only"> for invoice {number}</span>
      </span>
    </Button>
  )
}
