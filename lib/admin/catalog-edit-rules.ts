import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import type { CatalogStatus, GrantValue } from './catalog-schemas.ts'

/** What never was on sale can go on sale; what was can go off it and come back. Nothing becomes a draft again. */
const NEXT: Record<CatalogStatus, readonly CatalogStatus[]> = {
  draft: ['published', 'archived'],
  published: ['archived'],
  archived: ['published'],
}

/** Throws `status_not_possible`. */
export function refuseStep(before: CatalogStatus, after: CatalogStatus): void {
  if (before === after || NEXT[before].includes(after)) return
  throw new DomainError({
    kind: 'conflict',
    code: 'status_not_possible',
    field: 'status',
    detail: `What is ${before} cannot become ${after}.`,
  })
}

/** Who decided looked at it as of `seen`. Throws `catalog_changed` when somebody changed it since. */
export function refuseStale(updatedAt: Temporal.Instant, seen: string): void {
  if (updatedAt.equals(Temporal.Instant.from(seen))) return
  throw new DomainError({
    kind: 'conflict',
    code: 'catalog_changed',
    detail: 'Somebody changed it meanwhile. Nothing of yours was saved; look at it again.',
  })
}

/** Every change has an instant of its own, or what somebody else is looking at would not be seen to be old. */
export function changeInstant(updatedAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const next = updatedAt.add({ milliseconds: 1 })
  return Temporal.Instant.compare(now, next) < 0 ? next : now
}

/** Throws when a family has no such feature, or a flag is granted in numbers. */
export function refuseGrants({ features }: FamilyCatalog, grants: readonly GrantValue[]): void {
  for (const { feature: code, value } of grants) {
    const feature = features.find((found) => found.code === code)
    if (!feature) throw invalidItem('grants', `The family has no feature ${code}.`)
    if (feature.kind === 'flag' && value !== 1) {
      throw invalidItem('grants', `${feature.name} is held or not: 1.`)
    }
  }
}

/** That something cannot be sold so, naming the field. */
export function invalidItem(field: string, detail: string): DomainError {
  return new DomainError({ kind: 'invalid', code: 'invalid_item', field, detail })
}

/** Programs call things by their code: each has its own within the family. */
export function codeTaken(of: 'add-on' | 'plan'): DomainError {
  const detail = `Another ${of} of the family has this code.`
  return new DomainError({ kind: 'conflict', code: 'code_taken', field: 'code', detail })
}

type Plain = string | number | boolean | null
type Part = Record<string, Plain>

/** What differs, for the audit log: `name.before` and `name.after`. */
export function changesBetween<Draft extends Record<string, Plain | readonly Part[]>>(
  before: Draft,
  after: Draft,
): Record<string, Plain> {
  return Object.fromEntries(
    Object.keys(after)
      .map((key) => [key, told(before[key]), told(after[key])] as const)
      .filter(([, was, is]) => was !== is)
      .flatMap(([key, was, is]) => [
        [`${key}.before`, was],
        [`${key}.after`, is],
      ]),
  )
}

/** A list is told as a sentence, in an order of its own: how it was sent is no difference. */
function told(value: Plain | readonly Part[] | undefined): Plain {
  if (value === undefined || value === null || typeof value !== 'object') return value ?? null
  const parts = value.map((part) =>
    Object.values(part)
      .map((word) => word ?? 'unlimited')
      .join(': '),
  )
  return parts.toSorted().join(', ')
}
