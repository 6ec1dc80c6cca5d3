/** One thing the doctor looked at. `fix` says what to do about it. */
export type Finding = { ok: true; what: string } | { ok: false; what: string; fix: string }

export function good(what: string): Finding {
  return { ok: true, what }
}

export function bad(what: string, fix: string): Finding {
  return { ok: false, what, fix }
}

/** An error as a person can use it. */
export function reasonOf(error: unknown): string {
  const [first = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n').slice(-1)
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return `${first || 'it failed without a word'}${code}`
}
