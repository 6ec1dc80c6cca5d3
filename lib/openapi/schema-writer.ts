import { z } from 'zod'
import { namedSchemas } from './named-schemas.ts'
import type { JsonSchema } from './schemas.ts'

/** Writes zod schemas as JSON Schema; those with an id are written once, and referred to. */
export type SchemaWriter = {
  /** `input` is what is sent to us, `output` what we answer. */
  write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema
  components(): Record<string, JsonSchema>
}

export function schemaWriter(): SchemaWriter {
  const written = new Map<string, JsonSchema>()
  const keep = (id: string, schema: JsonSchema) => {
    const before = written.get(id)
    if (before && JSON.stringify(before) !== JSON.stringify(schema)) {
      throw new Error(
        `two schemas have the id ${id}, or one is another when it is sent than when it is answered`,
      )
    }
    written.set(id, schema)
  }
  return {
    write(schema, io) {
      const { $schema, $defs, ...root } = toJsonSchema(schema, io)
      for (const [id, part] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) keep(id, part)
      return root
    },
    components: () => Object.fromEntries([...written].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const written = z.toJSONSchema(schema, {
    metadata: namedSchemas,
    target: 'draft-2020-12',
    io,
    // What a schema makes of what was sent, JSON Schema cannot say: anything, then.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'bigint') jsonSchema.type = 'integer'
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      // The names of a record's members are text: what else.
      if (isPlainText(jsonSchema.propertyNames)) delete jsonSchema.propertyNames
      // Answers may get more members: a client that refuses those it does not know breaks by itself.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return withReferences(written) as JsonSchema
}

const isPlainText = (schema: unknown) => JSON.stringify(schema) === '{"type":"string"}'

function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const isReference = key === '$ref' && typeof item === 'string'
      return [key, isReference ? item.replace('#/$defs/', '#/components/schemas/') : withReferences(item)]
    }),
  )
}
