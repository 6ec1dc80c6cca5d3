import type { JsonSchema } from '#lib/openapi/schemas.ts'

/** A type in words; what has a name of its own is a reference. */
export type TypePart = string | { ref: string }

/** A member of a schema, by its path: `lines[].amount`. */
export type SchemaRow = { name: string; required: boolean; type: TypePart[]; limits: string[] }

const FORMATS: Record<string, string> = {
  uuid: 'UUID',
  'date-time': 'instant',
  date: 'day',
  email: 'email address',
  uri: 'address',
}
const TYPES: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  array: 'list',
  null: 'null',
}

export function typeWords(schema: JsonSchema): TypePart[] {
  if (schema.$ref) return [{ ref: nameOf(schema.$ref) }]
  if ('const' in schema) return [JSON.stringify(schema.const)]
  if (Array.isArray(schema.enum)) return [schema.enum.map((value) => JSON.stringify(value)).join(' or ')]
  const variants = variantsOf(schema)
  if (variants.length > 0) {
    const word = 'allOf' in schema ? ' with ' : ' or '
    return variants.flatMap((variant, at) => [...(at === 0 ? [] : [word]), ...typeWords(variant)])
  }
  if (schema.type === 'array') return ['list of ', ...typeWords(partOf(schema.items))]
  const values = valuesOf(schema)
  if (values) return ['map to ', ...typeWords(values)]
  const format = FORMATS[String(schema.format)]
  return [format ?? TYPES[String(schema.type)] ?? 'anything']
}

/** What its value must keep to, a phrase each. */
export function limitsOf(schema: JsonSchema): string[] {
  const { minimum, exclusiveMinimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  const limits: [unknown, (value: unknown) => string][] = [
    [minimum, (value) => `at least ${value}`],
    [exclusiveMinimum, (value) => `more than ${value}`],
    [maximum, (value) => `at most ${value}`],
    [minLength, (value) => `at least ${value} characters`],
    [maxLength, (value) => `at most ${value} characters`],
    [minItems, (value) => `at least ${value} items`],
    [maxItems, (value) => `at most ${value} items`],
    [schema.default, (value) => `${JSON.stringify(value)} unless given`],
  ]
  return limits.flatMap(([value, say]) => (value === undefined ? [] : [say(value)]))
}

/** The members of a schema, those of parts without a name of their own included. */
export function rowsOf(schema: JsonSchema, prefix = ''): SchemaRow[] {
  const variants = variantsOf(schema)
  if (variants.length > 0) return variants.flatMap((variant) => rowsOf(variant, prefix))
  if (schema.type === 'array') return rowsOf(partOf(schema.items), `${prefix}[]`)
  const values = valuesOf(schema)
  if (values) return rowsOf(values, `${prefix}{}`)
  const required = (schema.required ?? []) as string[]
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).flatMap(([member, part]) => {
    const name = prefix === '' ? member : `${prefix}.${member}`
    const row = { name, required: required.includes(member), type: typeWords(part), limits: limitsOf(part) }
    return [row, ...rowsOf(part, name)]
  })
}

/** The names of what schemas refer to, and of what that refers to, in the order they are met. */
export function namesIn(value: unknown, components: Record<string, JsonSchema>, met = new Set<string>()) {
  if (typeof value !== 'object' || value === null) return met
  for (const [key, item] of Object.entries(value)) {
    const name = key === '$ref' && typeof item === 'string' ? nameOf(item) : null
    if (name === null) namesIn(item, components, met)
    else if (!met.has(name) && components[name]) namesIn(components[name], components, met.add(name))
  }
  return met
}

export const nameOf = (reference: string) => reference.split('/').at(-1) ?? reference

/** What a value may be, or has to be all of. */
export function variantsOf(schema: JsonSchema): JsonSchema[] {
  if (Array.isArray(schema.type)) {
    return schema.type.map((type) => (type === 'null' ? { type } : { ...schema, type }))
  }
  return (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) as JsonSchema[]
}

/** What stands under every name of an object whose names are not known. */
function valuesOf({ properties, additionalProperties }: JsonSchema): JsonSchema | null {
  return properties === undefined && isSchema(additionalProperties) ? additionalProperties : null
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null

const partOf = (value: unknown): JsonSchema => (isSchema(value) ? value : {})
