import { randomUUID } from 'node:crypto'

const ACCEPTED = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/

/** The id a request is known by in answers and logs: the caller's own when it is a plain word, else a new one. */
export function requestIdOf(given: string | null | undefined): string {
  return given && ACCEPTED.test(given) ? given : randomUUID()
}
