import { pino } from 'pino'

const shared = globalThis as { tackonLog?: pino.Logger }

/** Structured logs on standard output. Bodies, tokens and addresses of people never go in. */
export function log(): pino.Logger {
  shared.tackonLog ??= pino({
    level: process.env.LOG_LEVEL || 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  })
  return shared.tackonLog
}
