import { createTransport, type Transporter } from 'nodemailer'
import { config } from '#lib/server/config.ts'

// All together well below the 30 s a worker may hold its work (lib/jobs/run-due-work.ts).
const TIMEOUTS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 }

const shared = globalThis as { tackonMail?: Transporter }

/** The way out for mail, with connections that are kept. */
export function mailTransport(): Transporter {
  shared.tackonMail ??= createTransport({ url: config().mail.smtpUrl, pool: true, ...TIMEOUTS })
  return shared.tackonMail
}

/** Closes the connections, for a process that is about to end. */
export function closeMailTransport(): void {
  shared.tackonMail?.close()
  shared.tackonMail = undefined
}
