import { createHmac } from 'node:crypto'

/** `t=…,v1=…`: hex HMAC-SHA256 over `${t}.${body}` with the endpoint's secret; `t` in Unix seconds. */
export function signatureHeader(input: {
  readonly body: string
  readonly now: Temporal.Instant
  readonly webhookSecret: string
}): string {
  const t = Math.floor(input.now.epochMilliseconds / 1000)
  const v1 = createHmac('sha256', input.webhookSecret).update(`${t}.${input.body}`).digest('hex')
  return `t=${t},v1=${v1}`
}
