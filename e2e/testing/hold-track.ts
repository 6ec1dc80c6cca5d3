import { z } from 'zod'
import { type Api, problemOf } from './api.ts'
import { myAddons } from './read-answers.ts'

const quote = z.object({ id: z.string() })
const accepted = z.object({ status: z.literal('applied') })

/** Buys one of an add-on as a program does; the saved card pays. */
export async function buyTrack(api: Api, addon: string): Promise<void> {
  const priced = await api('POST', '/api/quotes', { addons: [{ code: addon, quantity: 1 }] })
  if (priced.status !== 201) throw new Error(problemOf(priced).detail)
  const { id } = quote.parse(priced.body)
  const answer = await api('POST', `/api/quotes/${id}/accept`, {})
  if (answer.status !== 200) throw new Error(problemOf(answer).detail)
  accepted.parse(answer.body)
}

/** Ends it now; what was not used is credited. */
export async function dropTrack(api: Api, addon: string): Promise<void> {
  const held = (await myAddons(api)).find(({ addon_id }) => addon_id === addon)
  if (!held) throw new Error(`${addon} is not held`)
  const answer = await api('POST', '/api/addons/cancel', {
    user_addon_id: held.id,
    cancel_at_period_end: false,
  })
  if (answer.status !== 200) throw new Error(problemOf(answer).detail)
}
