import type { FieldError } from '#lib/errors/domain-error.ts'

/** No contract of ours nests deeper; a tower of brackets must not reach code that recurses. */
const MAX_DEPTH = 32

type Visit = { value: unknown; field: string; depth: number }

/**
 * What no handler should ever see in input, wherever it stands: text PostgreSQL cannot store (NUL, lone surrogates)
 * and nesting without end. Answers the first such field, or null. Walks without recursion.
 */
export function findUnsafeValue(input: unknown): FieldError | null {
  const open: Visit[] = [{ value: input, field: '', depth: 0 }]
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { value, field, depth } = visit
    if (typeof value === 'string' && !isSafeText(value)) return unsafeText(field)
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) return { field: shorten(field), reason: 'Nested too deeply.', code: 'too_deep' }
    for (const [key, item] of Object.entries(value)) {
      if (!isSafeText(key)) return unsafeText(field || 'body')
      open.push({ value: item, field: field ? `${field}.${key}` : key, depth: depth + 1 })
    }
  }
  return null
}

/** Whether PostgreSQL can store it: no NUL, and valid Unicode. */
function isSafeText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

const unsafeText = (field: string): FieldError => ({
  field: shorten(field || 'body'),
  reason: 'Contains characters that cannot be stored.',
  code: 'invalid_text',
})

const shorten = (field: string) => (field.length > 120 ? `${field.slice(0, 117)}...` : field)
