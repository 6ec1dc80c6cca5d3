import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { Access, Face, MediaAnswer, RouteFacts } from '#lib/http/route-types.ts'
import { REFUSALS, refusalsOf } from './refusals.ts'
import { type ApiRoute, operationIdOf } from './routes-of.ts'
import type { SchemaWriter } from './schema-writer.ts'
import {
  type Answer,
  type JsonSchema,
  type Operation,
  type Parameter,
  problem,
  type Reference,
} from './schemas.ts'
import type { HEADERS, PARAMETERS } from './shared-parts.ts'
import { tagOf } from './tags.ts'

const FOR: Record<Access, string> = {
  public: 'For everyone.',
  user: 'For everyone who is signed in.',
  customer: 'For those who act for a customer.',
  admin: 'For our staff.',
}

/** A route as an operation. Null for one whose declaration says nothing of its answers. */
export function operationOf(route: ApiRoute, schemas: SchemaWriter): Operation | null {
  const { facts, method, path } = route
  if (!facts?.summary || !facts.answers) return null
  const isKeyed = method !== 'get' && facts.access !== 'public'
  const parameters = [
    ...pathParameters(path, facts, schemas),
    ...queryParameters(facts, schemas),
    ...(isKeyed ? [reference('parameters', 'idempotencyKey')] : []),
  ]
  const requestBody = requestBodyOf(facts, schemas)
  return {
    operationId: operationIdOf(route),
    summary: facts.summary,
    description: FOR[facts.access],
    tags: [tagOf(path)],
    security: facts.access === 'public' ? [] : [{ token: [] }, { session: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      ...Object.fromEntries(
        refusalsOf({ facts, method, path }).map((status) => [status, refusal(status, facts.face, schemas)]),
      ),
      ...answersOf(facts.answers, { isKeyed, isPaged: hasPages(facts), schemas }),
      default: refusal('default', facts.face, schemas),
    },
  }
}

function pathParameters(path: string, facts: RouteFacts, schemas: SchemaWriter): Parameter[] {
  const known = facts.params ? membersOf(schemas.write(facts.params, 'input')) : {}
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: known[name] ?? { type: 'string' },
  }))
}

/** What a query is read as, which says more than the text it is sent as; required is what has to be sent. */
function queryParameters(facts: RouteFacts, schemas: SchemaWriter): (Parameter | Reference)[] {
  if (!facts.query) return []
  const read = membersOf(schemas.write(facts.query, 'output'))
  const sent = schemas.write(facts.query, 'input')
  const required = (sent.required ?? []) as string[]
  return Object.entries(membersOf(sent)).map(([name, text]) => {
    if (name === 'page' || name === 'per_page') return reference('parameters', name)
    const { [name]: found = {} } = read
    return {
      name,
      in: 'query',
      required: required.includes(name),
      schema: Object.keys(found).length > 0 ? found : text,
    }
  })
}

function hasPages({ query }: RouteFacts): boolean {
  return query instanceof z.ZodObject && 'per_page' in query.shape
}

function requestBodyOf({ body }: RouteFacts, schemas: SchemaWriter): Operation['requestBody'] | null {
  if (body === undefined || body === 'stream') return null
  if (body === 'raw') return { required: true, content: { 'application/json': { schema: {} } } }
  return {
    required: !body.safeParse(undefined).success,
    content: { 'application/json': { schema: schemas.write(body, 'input') } },
  }
}

function answersOf(
  answers: NonNullable<RouteFacts['answers']>,
  asked: { isKeyed: boolean; isPaged: boolean; schemas: SchemaWriter },
): Record<string, Answer> {
  const { isKeyed, isPaged, schemas } = asked
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => {
      const isRefusal = Number(status) >= 400
      const headers = {
        'X-Request-Id': reference('headers', 'requestId'),
        ...(isPaged && !isRefusal ? { Link: reference('headers', 'link') } : {}),
        ...(isKeyed ? { 'Idempotency-Replayed': reference('headers', 'replayed') } : {}),
      }
      const description = REFUSALS[Number(status)] ?? STATUS_CODES[status] ?? 'An answer.'
      const content = contentOf(answer, isRefusal, schemas)
      return [
        status,
        {
          description: isRefusal ? description : (STATUS_CODES[status] ?? 'An answer.'),
          headers,
          ...(content ? { content } : {}),
        },
      ]
    }),
  )
}

function contentOf(
  answer: z.ZodType | MediaAnswer | null,
  isRefusal: boolean,
  schemas: SchemaWriter,
): Answer['content'] {
  if (answer === null) return undefined
  if (!(answer instanceof z.ZodType)) {
    return {
      [answer.media]: answer.schema
        ? { schema: schemas.write(answer.schema, 'output') }
        : { schema: { type: 'string' } },
    }
  }
  const schema = schemas.write(answer, 'output')
  if (!isRefusal) return { 'application/json': { schema } }
  const refusal = schemas.write(problem, 'output')
  return { 'application/problem+json': { schema: { anyOf: [refusal, { allOf: [refusal, schema] }] } } }
}

function refusal(
  status: number | 'default',
  face: Face | undefined,
  schemas: SchemaWriter,
): Answer | Reference {
  if (!face) return reference('responses', status === 'default' ? 'Refusal' : `Refusal${status}`)
  const description = status === 'default' ? 'Any other refusal.' : (REFUSALS[status] ?? 'A refusal.')
  return { description, content: { 'application/json': { schema: schemas.write(face.schema, 'output') } } }
}

const membersOf = (schema: JsonSchema) => (schema.properties ?? {}) as Record<string, JsonSchema>

/** A reference to one of the shared parts; a name nobody has given does not compile. */
function reference(kind: 'parameters', name: keyof typeof PARAMETERS): Reference
function reference(kind: 'headers', name: keyof typeof HEADERS): Reference
function reference(kind: 'responses', name: string): Reference
function reference(kind: string, name: string): Reference {
  return { $ref: `#/components/${kind}/${name}` }
}
