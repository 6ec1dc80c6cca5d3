import type { z } from 'zod'
import { intentKey } from '#components/api/intent-key.ts'
import { ProblemError } from '#components/api/problem-error.ts'
import { request } from '#components/api/request.ts'
import type { Confirmation } from './checkout.ts'

/** `unknown`: no answer is none; what became of it shows later. */
type Sent<Data> =
  | { kind: 'taken'; data: Data }
  | { kind: 'refused'; code: string | undefined; message: string }
  | { kind: 'unknown' }

/** Takes what the checkout handed the browser to the server, which alone judges it. */
export async function sendConfirmation<Schema extends z.ZodType>(
  confirmation: Confirmation,
  schema: Schema,
): Promise<Sent<z.output<Schema>>> {
  try {
    const { data } = await request({ method: 'POST', ...confirmation, schema, idempotencyKey: intentKey() })
    return { kind: 'taken', data }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status < 400 || error.status >= 500) {
      return { kind: 'unknown' }
    }
    return { kind: 'refused', code: error.code, message: error.message }
  }
}
