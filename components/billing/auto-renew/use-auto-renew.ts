'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { toast } from 'sonner'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { approvalOf, openCheckout } from '#components/billing/checkout/open-checkout.ts'
import { sendConfirmation } from '#components/billing/checkout/send-confirmation.ts'
import { autoRenewResponse, type HandOffResponse } from '#lib/purchases/schemas.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'
import { approvedWords } from './approved-words.ts'

type AutoRenewOptions = {
  /** The held add-on: its own id, and what it is called. */
  addon: { id: string; name: string }
  timeZone: string
  /** The provider's window is about to lie over the page: a dialog of ours must go. */
  onLeave?: () => void
}

/** S0.10: the payer approves that a held add-on renews by itself, moves it to another way to pay, or ends it. */
export function useAutoRenew({ addon, timeZone, onLeave = () => {} }: AutoRenewOptions) {
  const client = useQueryClient()
  const [opening, setOpening] = useState(false)
  const [notOpened, setNotOpened] = useState<Error | null>(null)
  const refresh = () => client.invalidateQueries({ queryKey: billingKeys.held })

  const approve = async (handOff: HandOffResponse) => {
    setOpening(true)
    setNotOpened(null)
    try {
      const outcome = await openCheckout(handOff, { onOpen: () => flushSync(onLeave) })
      if (outcome.kind === 'completed') {
        await confirm({ handOff, proof: outcome.proof, addon, timeZone })
      } else if (outcome.lastFailure !== null) {
        toast.error(`Nothing was changed: ${outcome.lastFailure}`)
      }
    } catch (error) {
      setNotOpened(error instanceof Error ? error : new Error(String(error)))
    } finally {
      setOpening(false)
      await refresh()
    }
  }

  const ask = useApiMutation({
    call: (enabled: boolean) => ({
      path: '/api/addons/auto-renew',
      body: { user_addon_id: addon.id, enabled },
    }),
    schema: autoRenewResponse,
    onSuccess: async ({ hand_off: handOff }, enabled) => {
      if (handOff) return void approve(handOff)
      await refresh()
      if (!enabled) toast.success(`${addon.name} does not renew by itself any more`)
    },
  })
  return {
    turnOn: () => ask.mutate(true),
    turnOff: () => ask.mutate(false),
    turningOn: opening || (ask.isPending && ask.variables),
    turningOff: ask.isPending && !ask.variables,
    problem: ask.error ?? notOpened,
  }
}

async function confirm(approval: {
  handOff: HandOffResponse
  proof: Record<string, string>
  addon: { id: string }
  timeZone: string
}): Promise<void> {
  const { handOff, proof, addon, timeZone } = approval
  const confirmation = approvalOf({ handOff, userAddonId: addon.id }, proof)
  if (!confirmation) return
  const sent = await sendConfirmation(confirmation, userAddonResponse)
  switch (sent.kind) {
    case 'taken':
      toast.success(approvedWords(sent.data, timeZone))
      break
    case 'refused':
      toast.error(sent.message)
      break
    case 'unknown':
      toast.info('Your approval has not reached us yet. It counts as soon as your bank confirms it.')
      break
    default:
      sent satisfies never
  }
}
