/** One thing the doctor looked at. `fix` says what to do about it. */
export type Finding = { ok: true; what: string } | { ok: false; what: string; fix: string }

export function good(what: string): Finding {
  return { ok: true, what }
}

export function bad(what: string, fix: string): Finding {
  return { ok: false, what, fix }
}

/** An error as a person can use it: its last line, and the code of what caused it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const line = error.message.trim().split('\n').at(-1) || error.name
  const code = codeOf(error) ?? codeOf(error.cause)
  return code ? `${line} (${code})` : line
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
