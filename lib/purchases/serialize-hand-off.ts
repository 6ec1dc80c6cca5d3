import type { HandOff } from '#lib/payments/provider.ts'
import type { HandOffResponse } from './schemas.ts'

/** How the browser goes on to pay or to approve, on the wire. */
export function serializeHandOff(handOff: HandOff): HandOffResponse {
  if (handOff.kind === 'redirect') return { kind: handOff.kind, url: handOff.url }
  const { kind, checkout, scriptUrl, options } = handOff
  return { kind, checkout, script_url: scriptUrl, options }
}
