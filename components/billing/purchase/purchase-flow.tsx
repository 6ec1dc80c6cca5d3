'use client'

import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { billingKeys } from '#components/billing/billing-keys.ts'
import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import { PurchaseDialog } from './purchase-dialog.tsx'
import type { FlowState, Wish } from './purchase-flow-state.ts'
import { ResultDialog } from './result-dialog.tsx'
import { usePay } from './use-pay.ts'

type PurchaseFlowActions = {
  buy: (wish: Wish) => void
  /** Goes on with a purchase that was left unpaid. */
  resume: (purchase: PurchaseResponse) => void
  /** Tells how a purchase stands; `awaiting` when its payer says it is paid. */
  show: (purchase: PurchaseResponse, awaiting: boolean) => void
}

const PurchaseFlowContext = createContext<PurchaseFlowActions | null>(null)

/** Starts purchases from anywhere below a `PurchaseFlow`. */
export function usePurchaseFlow(): PurchaseFlowActions {
  const actions = useContext(PurchaseFlowContext)
  if (!actions) throw new Error('usePurchaseFlow needs a PurchaseFlow above it')
  return actions
}

/** One purchase at a time: choosing → paying → result. */
export function PurchaseFlow({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const [state, setState] = useState<FlowState>({ step: 'idle' })
  const { pay, handingOff } = usePay(setState)
  const client = useQueryClient()
  const close = () => {
    setState({ step: 'idle' })
    void client.invalidateQueries({ queryKey: billingKeys.held })
  }
  const actions = useMemo<PurchaseFlowActions>(
    () => ({
      buy: (wish) => setState({ step: 'choosing', wish }),
      resume: (purchase) => void pay(purchase),
      show: (purchase, awaiting) => setState({ step: 'result', purchase, awaiting, problem: null }),
    }),
    [pay],
  )
  return (
    <PurchaseFlowContext.Provider value={actions}>
      {children}
      {state.step === 'choosing' && (
        <PurchaseDialog
          wish={state.wish}
          timeZone={timeZone}
          handingOff={handingOff}
          onClose={close}
          onAccepted={(purchase) => void pay(purchase)}
        />
      )}
      {state.step === 'result' && (
        <ResultDialog
          key={state.purchase.id}
          purchase={state.purchase}
          awaiting={state.awaiting}
          problem={state.problem}
          handingOff={handingOff}
          onClose={close}
          onPay={(purchase) => void pay(purchase)}
        />
      )}
    </PurchaseFlowContext.Provider>
  )
}
