'use client'

import { useQuery } from '@tanstack/react-query'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { waysToPayResponse } from '#lib/invoice-orders/schemas.ts'
import { lookAgain } from './look-again.ts'
import { savedMethodWords } from './saved-method-words.ts'
import { usePayInvoice } from './use-pay-invoice.ts'

type PayPanelProps = {
  id: string
  number: string
  dueMinor: string
  currency: string
  /** The payer comes back from a page on which it may have been paid, or not. */
  isReturned: boolean
}

/** What an invoice asks for, and the ways to pay it: what is saved, in one click, or the provider's page. */
export function PayPanel({ id, number, dueMinor, currency, isReturned }: PayPanelProps) {
  const ways = useQuery({
    queryKey: billingKeys.waysToPay(id),
    queryFn: async ({ signal }) => {
      const path = `/api/billing/invoices/${encodeURIComponent(id)}/pay`
      return (await request({ path, schema: waysToPayResponse, signal })).data
    },
    refetchInterval: ({ state }) => lookAgain(isReturned, state),
  })
  const { pay, paying } = usePayInvoice({ id, number })
  const amount = <Money amountMinor={BigInt(dueMinor)} currency={currency} decimals="always" />
  const { saved = null, lastFailure = null } = ways.data ?? {}
  return (
    <div className="flex flex-col gap-3">
      {lastFailure !== null && (
        <Callout tone="danger" role="alert" title="The last payment did not go through">
          {lastFailure.replace(/\.?$/, '.')} Nothing was charged.
          {saved && ' Try again, or pay another way to choose another card.'}
        </Callout>
      )}
      <Callout
        tone="warning"
        title={<>{amount} is to be paid</>}
        actions={
          ways.isPending ? (
            <Skeleton className="h-8 w-44" />
          ) : (
            <>
              {saved && (
                <Button
                  size="sm"
                  loading={paying === 'saved'}
                  disabled={paying === 'page'}
                  onClick={() => pay('saved')}
                >
                  <span>
                    Pay {amount} with {savedMethodWords(saved)}
                  </span>
                </Button>
              )}
              <Button
                size="sm"
                variant={saved ? 'secondary' : 'primary'}
                loading={paying === 'page'}
                disabled={paying === 'saved'}
                onClick={() => pay('page')}
              >
                {saved ? 'Pay another way' : <span>Pay {amount}</span>}
              </Button>
            </>
          )
        }
      >
        {saved && `${savedMethodWords(saved)} is charged at once.`}
      </Callout>
    </div>
  )
}
