import { DomainError } from '#lib/errors/domain-error.ts'
import { hasWorkspace } from './has-workspace.ts'

/** Throws `no_workspace` for customers of other families: for them there is nothing at these addresses. */
export async function requireWorkspace(customerId: string): Promise<void> {
  if (await hasWorkspace(customerId)) return
  const detail = 'This customer has no workspace'
  throw new DomainError({ kind: 'not_found', code: 'no_workspace', detail })
}
