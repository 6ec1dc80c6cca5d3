/** What a failed query means for the one who asked. Null: nothing we know, so a defect of ours. */
export type DatabaseTrouble = 'unreachable' | 'busy' | 'bad_value'

const CODES: Record<string, DatabaseTrouble> = {
  // Prisma
  P1001: 'unreachable',
  P1002: 'unreachable',
  P1008: 'unreachable',
  P1017: 'unreachable',
  P2024: 'busy',
  P2028: 'busy',
  P2034: 'busy',
  P2000: 'bad_value',
  P2020: 'bad_value',
  P2033: 'bad_value',
  // PostgreSQL
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '53300': 'busy',
  '40001': 'busy',
  '40P01': 'busy',
  '22003': 'bad_value',
  '22021': 'bad_value',
  '22P05': 'bad_value',
  // node:net
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EPIPE: 'unreachable',
}

const KINDS: Record<string, DatabaseTrouble> = {
  DatabaseNotReachable: 'unreachable',
  ConnectionClosed: 'unreachable',
  SocketTimeout: 'unreachable',
  TooManyConnections: 'busy',
  TransactionWriteConflict: 'busy',
  ValueOutOfRange: 'bad_value',
}

const WORDS: [RegExp, DatabaseTrouble][] = [
  [
    /ECONNREFUSED|Connection terminated|terminating connection|Can't reach database server|server closed the connection/,
    'unreachable',
  ],
  [/timeout exceeded when trying to connect|Unable to start a transaction in the given time/, 'busy'],
]

/** Looks through an error and what caused it; Prisma, its driver adapter and the driver each wrap the next. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  for (let at: unknown = error, depth = 0; typeof at === 'object' && at !== null && depth < 8; depth += 1) {
    const { code, originalCode, kind, message, cause, meta } = at as Record<string, unknown>
    const found =
      CODES[String(code)] ??
      CODES[String(originalCode)] ??
      KINDS[String(kind)] ??
      inWords(message) ??
      inMeta(meta)
    if (found) return found
    at = cause
  }
  return null
}

function inMeta(meta: unknown): DatabaseTrouble | null {
  if (typeof meta !== 'object' || meta === null) return null
  return databaseTrouble((meta as Record<string, unknown>).driverAdapterError)
}

function inWords(message: unknown): DatabaseTrouble | null {
  if (typeof message !== 'string') return null
  return WORDS.find(([words]) => words.test(message))?.[1] ?? null
}
