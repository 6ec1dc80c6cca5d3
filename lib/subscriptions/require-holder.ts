import { DomainError } from '#lib/errors/domain-error.ts'

/** What a family sells is held by API keys or by customers. Throws `api_key_required` and `not_held_by_keys`. */
export function requireHolder(family: { heldBy: 'customer' | 'api_key' }, apiKeyId: string | null): void {
  if ((apiKeyId !== null) === (family.heldBy === 'api_key')) return
  throw new DomainError({
    kind: 'invalid',
    code: apiKeyId === null ? 'api_key_required' : 'not_held_by_keys',
    field: 'api_key_id',
    detail:
      apiKeyId === null
        ? 'What this family sells is held by an API key. Say which.'
        : 'What this family sells is not held by an API key.',
  })
}
