import type { MovementKind } from '#lib/analytics/schemas.ts'

type Look = { kind: MovementKind; name: string; color: string }

/** How kinds of movements are called and drawn, gains first. */
export const MOVEMENTS: readonly Look[] = [
  { kind: 'new', name: 'New', color: 'var(--success)' },
  { kind: 'reactivation', name: 'Reactivation', color: 'var(--part-5)' },
  { kind: 'expansion', name: 'Expansion', color: 'var(--part-2)' },
  { kind: 'contraction', name: 'Contraction', color: 'var(--part-4)' },
  { kind: 'churn', name: 'Churn', color: 'var(--danger)' },
]
