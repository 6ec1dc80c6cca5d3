import type { DocumentPart } from '#lib/openapi/document-part.ts'
import type { SchemaWriter } from '#lib/openapi/schema-writer.ts'
import { type Answer, type Operation, type PathItem, problem, type Reference } from '#lib/openapi/schemas.ts'
import {
  BAD_PATH,
  NO_ANSWER,
  NO_UPSTREAM,
  NO_WEBSOCKETS,
  NOT_COUNTED,
  TOO_LATE,
  UNAUTHORIZED,
} from './refusals.ts'
import { limitExceeded } from './schemas.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
type Method = (typeof METHODS)[number]

const ABOUT =
  `The call goes with its body to what is behind the gateway, and the answer comes back, both as they come.
\`HEAD\` and \`OPTIONS\` are passed on alike. It takes one of the requests that the key may make today: of its tier first,
then of its packs, what ends first goes first. What is refused takes none, and what is not answered (502, 504) is given
back. Errors of what is behind are its answer, of whatever status, and count.`.replaceAll('\n', ' ')

/** Those of S2.4, and those of draft-ietf-httpapi-ratelimit-headers-10. */
const HEADERS = {
  'X-RateLimit-Limit': number('Requests a day of the tier; 2147483647: without limit.'),
  'X-RateLimit-Remaining': number('What is left of them today.'),
  'X-RateLimit-Tier': text('Code of the tier. Not with a 429.'),
  'X-RateLimit-Additional-Available': number('What is left of packs today.'),
  'X-RateLimit-Total-Remaining': number('What is left of both together.'),
  'X-RateLimit-Used-AddOn': {
    description: 'There when the call was taken from a pack.',
    schema: { type: 'string', const: 'true' },
  },
  'X-RateLimit-Reset': number('Seconds until the day is over. Only with a 429.'),
  'RateLimit-Policy': text('Requests (`q`) and seconds (`w`) of the day: `"day";q=600;w=86400`.'),
  RateLimit: text('Requests left (`r`) and seconds until there are more (`t`): `"day";r=7;t=43200`.'),
  'WWW-Authenticate': text('Which credentials are asked for.'),
} satisfies DocumentPart['headers']

const COUNTED = [
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Additional-Available',
  'X-RateLimit-Total-Remaining',
  'RateLimit-Policy',
  'RateLimit',
] as const

/** `/forward` and everything below it, which is no route (S2.3–S2.5), for the document of the API (E.6). */
export const forwardDocument: DocumentPart = {
  headers: HEADERS,
  securitySchemes: {
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-Key',
      description: 'A secret of an API key, made by `POST /api/v1/api-keys`. For `/forward`.',
    },
    apiKeyAsBearer: { type: 'http', scheme: 'bearer', description: 'The same secret. For `/forward`.' },
  },
  paths: (schemas) => {
    const responses = responsesOf(schemas)
    return {
      '/forward': itemOf((method) => ({
        operationId: `${method}Forward`,
        summary: `Forward a ${method.toUpperCase()} to the root of what is behind the gateway`,
        responses,
      })),
      '/forward/{path}': itemOf((method) => ({
        operationId: `${method}ForwardByPath`,
        summary: `Forward a ${method.toUpperCase()} to what is behind the gateway`,
        parameters: [
          {
            name: 'path',
            in: 'path',
            required: true,
            description: 'What is asked for there, of any number of segments. The query goes with it.',
            schema: { type: 'string', examples: ['hello'] },
          },
        ],
        responses,
      })),
    }
  },
}

type Own = Pick<Operation, 'operationId' | 'summary' | 'parameters' | 'responses'>

function itemOf(ownOf: (method: Method) => Own): PathItem {
  const operations = METHODS.map((method) => {
    const operation: Operation = {
      ...ownOf(method),
      description: ABOUT,
      tags: ['Forward API'],
      security: [{ apiKey: [] }, { apiKeyAsBearer: [] }],
      ...(method === 'get' || method === 'delete'
        ? {}
        : { requestBody: { required: false, content: anything('What is passed on.') } }),
    }
    return [method, operation] as const
  })
  return Object.fromEntries(operations)
}

function responsesOf(schemas: SchemaWriter): Operation['responses'] {
  const refusal = schemas.write(problem, 'output')
  const refused = (description: string, headers: Record<string, Reference> = {}): Answer => ({
    description,
    headers: { ...REQUEST_ID, ...headers },
    content: { 'application/problem+json': { schema: refusal } },
  })
  const admitted = { ...REQUEST_ID, ...own(...COUNTED, 'X-RateLimit-Tier') }
  return {
    200: {
      description: 'What is behind the gateway answered.',
      headers: { ...admitted, ...own('X-RateLimit-Used-AddOn') },
      content: anything('What it answered.'),
    },
    400: refused(BAD_PATH.detail),
    401: refused(UNAUTHORIZED.detail, own('WWW-Authenticate')),
    429: {
      description: 'The key, or all keys of its customer together, may make no more requests today.',
      headers: { ...REQUEST_ID, ...own(...COUNTED, 'X-RateLimit-Reset'), ...RETRY_AFTER },
      content: { 'application/json': { schema: schemas.write(limitExceeded, 'output') } },
    },
    501: refused(NO_WEBSOCKETS.detail),
    502: refused(NO_ANSWER.detail, admitted),
    503: refused(`${NO_UPSTREAM.detail} Or: ${NOT_COUNTED.detail}`, RETRY_AFTER),
    504: refused(TOO_LATE.detail, admitted),
    default: {
      description: 'What is behind the gateway answered with another status.',
      headers: { ...admitted, ...own('X-RateLimit-Used-AddOn') },
      content: anything('What it answered.'),
    },
  }
}

const REQUEST_ID = { 'X-Request-Id': { $ref: '#/components/headers/requestId' } }
const RETRY_AFTER = { 'Retry-After': { $ref: '#/components/headers/retryAfter' } }

function own(...names: (keyof typeof HEADERS)[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

function anything(description: string) {
  return { '*/*': { schema: { description } } }
}

function number(description: string) {
  return { description, schema: { type: 'integer' } }
}

function text(description: string) {
  return { description, schema: { type: 'string' } }
}
