'use client'

import { useCallback, useState } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { intentKey } from '#components/api/intent-key.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { request } from '#components/api/request.ts'
import { confirmationOf, openCheckout } from '#components/billing/checkout/open-checkout.ts'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { FlowState } from './purchase-flow-state.ts'

/** Takes what the checkout handed over to the server. Answers the refusal; no answer is none: the poll will tell. */
async function confirm(purchase: PurchaseResponse, proof: Record<string, string>): Promise<string | null> {
  const confirmation = confirmationOf(purchase, proof)
  if (!confirmation) return null
  try {
    await request({ method: 'POST', ...confirmation, schema: z.unknown(), idempotencyKey: intentKey() })
    return null
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status < 400 || error.status >= 500) return null
    // Not a refusal: the money is on its way, and the page says so already.
    return error.code === 'payment_not_captured' ? null : error.message
  }
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
