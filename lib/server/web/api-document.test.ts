import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, test } from 'vitest'
import type { RouteHandler } from '#lib/http/route-types.ts'
import type { Answer, Operation, Reference } from '#lib/openapi/schemas.ts'
import { UNLISTED } from '../build/api-routes-source.ts'
import { apiDocument } from './api-document.ts'

// E.6: the document is of every route, it is sound, and a client can be made of it.

const files = import.meta.glob<Record<string, RouteHandler>>('../../../app/api/**/route.ts', { eager: true })
const document = apiDocument()
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
)

/** The gateway is no route: what is behind it answers, and the rules of the house are not for that. */
const isForwarded = ({ path }: { path: string }) => path === '/forward' || path.startsWith('/forward/')
const forwarded = operations.filter(isForwarded)
const housed = operations.filter((operation) => !isForwarded(operation))

describe('E.6 every route is documented', () => {
  const routes = Object.entries(files).flatMap(([file, methods]) => {
    const folder = file.replace(/^.*\/app(\/.*)\/route\.ts$/, '$1')
    return Object.keys(methods).map((method) => ({ folder, method }))
  })
  const listed = routes.filter(({ folder }) => folder === '/api/openapi.json' || !(folder in UNLISTED))

  test('there are some', () => {
    expect(listed.length).toBeGreaterThan(80)
    expect(housed.length).toBe(listed.length)
  })

  test.each(listed)('$method $folder', ({ folder, method }) => {
    const path = folder.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, '{$1}')
    const item: Record<string, Operation> = document.paths[path] ?? {}
    expect(
      item[method.toLowerCase()],
      'has a `summary` and `answers`, and is listed (npm run routes)',
    ).toBeDefined()
  })

  test('the few that are not are there', () => {
    const folders = routes.map(({ folder }) => folder)
    expect(Object.keys(UNLISTED).filter((folder) => !folders.includes(folder))).toEqual([])
  })
})

describe('E.6 the document is sound', () => {
  test('it is OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(JSON.parse(JSON.stringify(document)))
    expect(result).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('every reference leads somewhere, and every part is referred to', () => {
    const text = JSON.stringify(document)
    const references = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g)].map(
        ([, kind, name]) => `${kind}/${name}`,
      ),
    )
    expect(text).not.toContain('#/$defs')
    const parts = (['schemas', 'parameters', 'headers', 'responses'] as const).flatMap((kind) =>
      Object.keys(document.components[kind]).map((name) => `${kind}/${name}`),
    )
    expect([...references].filter((part) => !parts.includes(part))).toEqual([])
    expect(parts.filter((part) => !references.has(part))).toEqual([])
  })

  test('operations have ids of their own', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([])
  })

  test.each(operations)('$method $path is one of many', ({ path, operation }) => {
    const { summary, tags, responses, parameters = [] } = operation
    expect(summary).toMatch(/^[A-Z].*[^.]$/)
    expect(summary.length).toBeLessThanOrEqual(80)
    expect(document.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(tags))
    expect(tags).toHaveLength(1)
    expect(Object.keys(responses)).toContain('default')
    const named = parameters.filter((parameter) => 'name' in parameter)
    const inPath = named.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  })

  test.each(housed)('$method $path keeps the rules of the house', ({ method, path, operation }) => {
    const { responses, security, parameters = [] } = operation
    const statuses = Object.keys(responses)
    expect(statuses.filter((status) => status.startsWith('2'))).not.toEqual([])
    const needed = [
      ...(security.length > 0 ? ['401'] : []),
      ...(path.includes('{') ? ['404'] : []),
      ...(method === 'get' || path.includes('/webhooks/') ? [] : ['400', '403', '413', '422']),
    ]
    expect(statuses).toEqual(expect.arrayContaining(needed))

    const references = parameters.filter((parameter) => '$ref' in parameter).map(({ $ref }) => $ref)
    const isKeyed = method !== 'get' && security.length > 0
    expect(references.includes('#/components/parameters/idempotencyKey')).toBe(isKeyed)
    expect(references.includes('#/components/parameters/page')).toBe(
      references.includes('#/components/parameters/per_page'),
    )
  })

  test.each(operations)('$method $path says what its answers are made of', ({ operation }) => {
    for (const [status, answer] of Object.entries(operation.responses)) {
      const { content } = resolved(answer)
      if (status === '204' || status === '304') expect(content).toBeUndefined()
      else expect(Object.values(content ?? {}), status).not.toEqual([])
      for (const { schema } of Object.values(content ?? {})) expect(schema, status).not.toEqual({})
    }
  })
})

describe('E.6 S2.3 the gateway', () => {
  test('two addresses, five methods each', () => {
    const methods = ['delete', 'get', 'patch', 'post', 'put']
    for (const path of ['/forward', '/forward/{path}']) {
      const found = forwarded.filter((operation) => operation.path === path)
      expect(found.map(({ method }) => method).toSorted()).toEqual(methods)
    }
  })

  test.each(forwarded)('S2.4 S2.5 $method $path', ({ operation }) => {
    const { security, responses } = operation
    expect(security).toEqual([{ apiKey: [] }, { apiKeyAsBearer: [] }])
    expect(document.components.securitySchemes).toMatchObject({
      apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      apiKeyAsBearer: { type: 'http', scheme: 'bearer' },
    })
    expect(Object.keys(responses)).toEqual([
      '200',
      '400',
      '401',
      '429',
      '501',
      '502',
      '503',
      '504',
      'default',
    ])
    const mediaOf = (status: string) => Object.keys(resolved(responses[status] ?? NOTHING).content ?? {})
    expect(mediaOf('200')).toEqual(['*/*'])
    expect(mediaOf('429')).toEqual(['application/json'])
    for (const status of ['400', '401', '501', '502', '503', '504']) {
      expect(mediaOf(status), status).toEqual(['application/problem+json'])
    }
  })
})

const NOTHING: Answer = { description: '' }

function resolved(answer: Answer | Reference): Answer {
  if (!('$ref' in answer)) return answer
  const found = document.components.responses[answer.$ref.split('/').at(-1) ?? '']
  if (!found) throw new Error(`${answer.$ref} leads nowhere`)
  return found
}
