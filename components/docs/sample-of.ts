import type { JsonSchema } from '#lib/openapi/schemas.ts'
import { nameOf, variantsOf } from './schema-words.ts'

const TEXTS: Record<string, string> = {
  uuid: '0193f2a4-7b1c-7abc-8def-0123456789ab',
  'date-time': '2026-12-01T00:00:00Z',
  date: '2026-12-01',
  email: 'you@example.com',
  uri: 'https://example.com',
}

/** A value of a schema, to begin with: what has to be there, or everything where nothing has to. */
export function sampleOf(schema: JsonSchema, components: Record<string, JsonSchema>): unknown {
  if (schema.$ref) return sampleOf(components[nameOf(schema.$ref)] ?? {}, components)
  if (schema.default !== undefined && !Array.isArray(schema.default)) return schema.default
  if (Array.isArray(schema.examples)) return schema.examples[0]
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return schema.enum[0]
  const [variant] = variantsOf(schema)
  if (variant) return sampleOf(variant, components)
  switch (schema.type) {
    case 'object': {
      const members = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
      const required = (schema.required ?? []) as string[]
      const shown = required.length === 0 ? members : members.filter(([name]) => required.includes(name))
      return Object.fromEntries(shown.map(([name, part]) => [name, sampleOf(part, components)]))
    }
    case 'array':
      return [sampleOf((schema.items ?? {}) as JsonSchema, components)]
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema.minimum ?? 1))
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return TEXTS[String(schema.format)] ?? 'text'
  }
}
