import type { JsonSchema, OpenApiDocument } from '#lib/openapi/schemas.ts'
import type { ListedOperation } from './list-operations.ts'
import { sampleOf } from './sample-of.ts'

/** The operation as somebody types it into a terminal, with a token in `$TOKEN` or an API key in `$API_KEY`. */
export function curlLine({ method, path, operation }: ListedOperation, document: OpenApiDocument): string {
  const { security, parameters = [], requestBody } = operation
  const own = parameters.filter((parameter) => 'name' in parameter)
  const query = own
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${textOf(schema, document)}`)
  const address = own
    .filter((parameter) => parameter.in === 'path')
    .reduce((said, { name, schema }) => said.replace(`{${name}}`, textOf(schema, document)), path)
  const isKeyed = parameters.some(
    (parameter) => '$ref' in parameter && parameter.$ref.endsWith('/idempotencyKey'),
  )
  const schema = requestBody?.content['application/json']?.schema
  const body = schema && JSON.stringify(sampleOf(schema, document.components.schemas))
  return [
    `curl${method === 'GET' ? '' : ` -X ${method}`}`,
    quoted(`${document.servers[0]?.url ?? ''}${address}${query.length > 0 ? `?${query.join('&')}` : ''}`),
    ...credentialsOf(security),
    ...(isKeyed ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${quoted(body)}`] : []),
  ].join(' ')
}

function credentialsOf(security: ListedOperation['operation']['security']): string[] {
  if (security.length === 0) return []
  const isForKeys = security.some((scheme) => 'apiKey' in scheme)
  return [isForKeys ? '-H "X-API-Key: $API_KEY"' : '-H "Authorization: Bearer $TOKEN"']
}

const textOf = (schema: JsonSchema, document: OpenApiDocument) =>
  encodeURIComponent(String(sampleOf(schema, document.components.schemas)))

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
