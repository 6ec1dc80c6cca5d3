import { config } from '#lib/server/config.ts'

/** Well below the 30 s a worker may hold its work (lib/jobs/run-due-work.ts). */
const TIMEOUT_MS = 10_000

/** The sender says that this message will never go: the number is wrong, or blocked. */
export class SmsRefused extends Error {
  override readonly name = 'SmsRefused'
}

/**
 * Hands a text message to whoever `SMS_URL` is (S2.10; README.md "Text messages"): 2xx is taken. Throws `SmsRefused`
 * for a 4xx, another error for everything that may be different later, 408 and 429 too.
 *
 * @param message.to E.164
 * @param message.id the same for the same message, however often it is sent
 */
export async function sendSms(message: { to: string; text: string; id: string }): Promise<void> {
  const { sms } = config()
  if (!sms) throw new SmsRefused('no text messages are sent: SMS_URL is not set')
  const answer = await fetch(sms.url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sms.token}`,
      'content-type': 'application/json',
      'idempotency-key': message.id,
    },
    body: JSON.stringify(message),
    // Followed, a redirect would carry the token and the number to wherever it points.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  // Nobody reads what is said beside the status; unread, it would hold the connection.
  await answer.body?.cancel()
  if (answer.ok) return
  const reason = `the sender of text messages answered ${answer.status}`
  throw isFinal(answer.status) ? new SmsRefused(reason) : new Error(reason)
}

const isFinal = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429
