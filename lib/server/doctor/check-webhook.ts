import { database } from '#lib/db/client.ts'
import type { ProviderProbe } from '#lib/payments/provider-probe.ts'
import { bad, type Finding, good, reasonOf } from './finding.ts'

const PATIENCE_MS = 10_000

/**
 * S0.15 our webhook address, as the world sees it: it takes what is signed, writes it into *this* database, and
 * refuses what is not signed. The event is one nothing follows from; its one row in the inbox stays.
 */
export async function checkWebhook(probe: ProviderProbe, appUrl: URL): Promise<Finding> {
  const { path, body, headers } = probe.signedPing()
  const address = new URL(path, appUrl)
  const send = (changed: Record<string, string>) =>
    fetch(address, {
      method: 'POST',
      body,
      headers: { ...headers, ...changed },
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  const signatureHeader = Object.keys(headers).find((name) => name.includes('signature')) ?? ''
  try {
    const before = await receipts(probe)
    const signed = await send({})
    if (!signed.ok) return bad(`Webhook: ${address} answers ${signed.status}`, explain(signed.status))
    if ((await receipts(probe)) <= before) {
      const fix = 'APP_URL leads to another installation: it answered, but wrote nothing into this database'
      return bad(`Webhook: ${address} took the message somewhere else`, fix)
    }
    const forged = await send({ [signatureHeader]: '0'.repeat(64) })
    if (forged.ok)
      return bad(`Webhook: ${address} takes unsigned messages`, 'take it off the network and report it')
    return good(`Webhook: ${address} is reachable, and believes only what is signed`)
  } catch (error) {
    const fix = 'start the app, and check that APP_URL is where it is reached'
    return bad(`Webhook: ${address} is not reachable: ${reasonOf(error)}`, fix)
  }
}

async function receipts(probe: ProviderProbe): Promise<number> {
  const kept = await database().webhookDelivery.findFirst({
    where: { provider: probe.code, eventType: 'tackon.ping' },
    select: { receipts: true },
  })
  return kept?.receipts ?? 0
}

function explain(status: number): string {
  if (status === 400 || status === 401) return 'the app runs with another webhook secret than this command'
  if (status >= 300 && status < 400) return 'it redirects: APP_URL must be the address itself'
  if (status === 404) return 'APP_URL leads to something else than this product'
  return 'look at the log of the app'
}
