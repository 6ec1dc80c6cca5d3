import { z } from 'zod'
import { pageQuery } from '#lib/http/pagination.ts'
import { schemaWriter } from './schema-writer.ts'
import type { OpenApiDocument, Parameter } from './schemas.ts'

const pageParameter = (name: keyof typeof pageQuery, description: string): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: schemaWriter().write(pageQuery[name], 'output'),
})

/** Parameters that mean the same wherever they stand. */
export const PARAMETERS = {
  page: pageParameter('page', 'Which page, from 1.'),
  per_page: pageParameter('per_page', 'How many on a page.'),
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'Of your choosing, the same for every repetition of one request: it is then carried out once, and answered alike.',
    schema: schemaWriter().write(z.string().min(1).max(255), 'input'),
  },
} as const satisfies OpenApiDocument['components']['parameters']

export const HEADERS = {
  requestId: { description: 'What this request is known by in our logs.', schema: { type: 'string' } },
  link: { description: 'The next and the previous page (RFC 8288).', schema: { type: 'string' } },
  replayed: {
    description: 'There when this is the first answer once more.',
    schema: { type: 'string', const: 'true' },
  },
  retryAfter: { description: 'Seconds to wait.', schema: { type: 'string' } },
} satisfies OpenApiDocument['components']['headers']
