import type { StripeContext } from '../stripe-context.ts'
import { findObject } from './find-object.ts'
import { includable } from './includable.ts'
import { StripeError } from './stripe-error.ts'

const deepest = 4

/** Puts whole objects in the place of the ids that `paths` name (`data.customer`, `latest_invoice.payments`). */
export function expand(context: StripeContext, answer: object, paths: readonly string[]): unknown {
  return paths.reduce<unknown>((value, path) => {
    const parts = path.split('.')
    if (parts.length > deepest) {
      const message = `You cannot expand more than ${deepest} levels of a property. Property: ${path}`
      throw new StripeError({ param: 'expand', message })
    }
    return expandPath(context, value, { parts, path })
  }, answer)
}

type Way = { readonly parts: readonly string[]; readonly path: string }

function expandPath(context: StripeContext, value: unknown, { parts, path }: Way): unknown {
  const [field, ...rest] = parts
  if (field === undefined) return value
  if (Array.isArray(value)) return value.map((item: unknown) => expandPath(context, item, { parts, path }))
  if (!isPart(value)) return value
  const whole = wholeOf(context, value, { field, path })
  return { ...value, [field]: expandPath(context, whole, { parts: rest, path }) }
}

function wholeOf(
  context: StripeContext,
  owner: Part,
  { field, path }: { readonly field: string; readonly path: string },
): unknown {
  const part = owner[field]
  if (part === undefined) {
    const included = includable(context, owner, field)
    if (included === undefined) throw notExpandable(path)
    return included
  }
  if (typeof part !== 'string') {
    if (part === null || typeof part === 'object') return part
    throw notExpandable(path)
  }
  const found = findObject(context, part)
  if (!found) throw notExpandable(path)
  return found
}

type Part = Readonly<Record<string, unknown>>

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null
}

function notExpandable(path: string): StripeError {
  return new StripeError({ param: 'expand', message: `This property cannot be expanded (${path}).` })
}
