'use client'

import { useCallback, useState } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { confirmationOf, openCheckout } from '#components/billing/checkout/open-checkout.ts'
import { sendConfirmation } from '#components/billing/checkout/send-confirmation.ts'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { FlowState } from './purchase-flow-state.ts'

/** Answers why the server would not have what the checkout handed over; when it does not say, the poll will tell. */
async function confirm(purchase: PurchaseResponse, proof: Record<string, string>): Promise<string | null> {
  const confirmation = confirmationOf(purchase, proof)
  if (!confirmation) return null
  const sent = await sendConfirmation(confirmation, z.unknown())
  // Not a refusal: the money is on its way, and the page says so already.
  return sent.kind === 'refused' && sent.code !== 'payment_not_captured' ? sent.message : null
}

/** Leads a purchase through the provider's window and on to its result. */
export function usePay(setState: (state: FlowState) => void) {
  const [handingOff, setHandingOff] = useState(false)

  const pay = useCallback(
    async (purchase: PurchaseResponse) => {
      if (!purchase.hand_off) return setState({ step: 'result', purchase, awaiting: false, problem: null })
      setHandingOff(true)
      try {
        const outcome = await openCheckout(purchase.hand_off, {
          // Our dialog must be gone before theirs opens: it would keep the focus, and the pointer, to itself.
          onOpen: () => flushSync(() => setState({ step: 'paying' })),
        })
        if (outcome.kind === 'completed') {
          setState({ step: 'result', purchase, awaiting: true, problem: null })
          const refusal = await confirm(purchase, outcome.proof)
          if (refusal) setState({ step: 'result', purchase, awaiting: true, problem: refusal })
        } else {
          const { lastFailure } = outcome
          const told = lastFailure === null ? purchase : withFailure(purchase, lastFailure)
          setState({ step: 'result', purchase: told, awaiting: false, problem: null })
        }
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        setState({ step: 'result', purchase, awaiting: false, problem })
      } finally {
        setHandingOff(false)
      }
    },
    [setState],
  )
  return { pay, handingOff }
}

/** What the payer has just seen fail, until the server has heard of it too. */
const withFailure = (purchase: PurchaseResponse, description: string): PurchaseResponse => ({
  ...purchase,
  last_failure: { code: 'payment_failed', description },
})
