import type { Provider } from '../provider.ts'
import type { Store } from '../store/open-store.ts'
import { consumeFault, type FaultKind, listFaults } from './fault-store.ts'

/** The oldest fault that fits this call, one time of it used up; null when the call goes well. */
export function takeFault(
  store: Store,
  call: { readonly provider: Provider; readonly method: string; readonly pathname: string },
): FaultKind | null {
  const fault = listFaults(store).find(
    (candidate) =>
      candidate.provider === call.provider &&
      (candidate.method === null || candidate.method === call.method) &&
      fitsPath({ pattern: candidate.path, pathname: call.pathname }),
  )
  if (!fault) return null
  consumeFault(store, fault.id)
  return fault.fault
}

/** `pattern` matches itself and everything below it; `*`, `:name` and `{name}` stand for one segment. */
export function fitsPath({
  pattern,
  pathname,
}: {
  readonly pattern: string
  readonly pathname: string
}): boolean {
  const wanted = pattern.split('/').filter(Boolean)
  const given = pathname.split('/').filter(Boolean)
  if (wanted.length > given.length) return false
  return wanted.every((part, index) => isWildcard(part) || part === given[index])
}

function isWildcard(part: string): boolean {
  return part === '*' || part.startsWith(':') || (part.startsWith('{') && part.endsWith('}'))
}
