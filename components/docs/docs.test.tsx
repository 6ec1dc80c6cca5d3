import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { JsonSchema } from '#lib/openapi/schemas.ts'
import { apiDocument } from '#lib/server/web/api-document.ts'
import { curlLine } from './curl-line.ts'
import { listOperations } from './list-operations.ts'
import { OperationList } from './operation-list.tsx'
import { OperationView } from './operation-view.tsx'
import { sampleOf } from './sample-of.ts'
import { limitsOf, namesIn, rowsOf, typeWords } from './schema-words.ts'

const document = apiDocument()
const all = listOperations(document)
const byId = (id: string) => {
  const found = all.find(({ operation }) => operation.operationId === id)
  if (!found) throw new Error(`no operation is called ${id}`)
  return found
}

describe('E.6 the pages of the API', () => {
  test.each(all)('$method $path is written out', (listed) => {
    const page = renderToStaticMarkup(<OperationView listed={listed} document={document} />)
    expect(page).not.toMatch(/undefined|\[object/)
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
    expect(links.filter((id) => !ids.has(id))).toEqual([])
  })

  test('every operation stands under what it is about', () => {
    const page = renderToStaticMarkup(<OperationList document={document} search="" />)
    expect([...page.matchAll(/href="\/docs\/(\w+)"/g)].map(([, id]) => id).sort()).toEqual(
      all.map(({ operation }) => operation.operationId).sort(),
    )
  })

  test.each([
    ['cancel add-on', ['postAddonsCancel', 'postAddonsResume']],
    ['POST quotes accept', ['postQuotesByIdAccept']],
    ['no such thing at all', []],
  ])('searching for “%s”', (search, ids) => {
    const found = listOperations(document, search).map(({ operation }) => operation.operationId)
    expect(found).toEqual(ids)
    if (ids.length === 0) {
      expect(renderToStaticMarkup(<OperationList document={document} search={search} />)).toContain(
        'Nothing has',
      )
    }
  })
})

describe('a line to try it with', () => {
  test('reads with a token', () => {
    expect(curlLine(byId('getAddonsMyAddons'), document)).toBe(
      `curl 'http://localhost:3000/api/addons/my-addons' -H "Authorization: Bearer $TOKEN"`,
    )
  })

  test('changes with a key and a body', () => {
    expect(curlLine(byId('putBillingAddonsById'), document)).toBe(
      `curl -X PUT 'http://localhost:3000/api/billing/addons/0193f2a4-7b1c-7abc-8def-0123456789ab' ` +
        `-H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(uuidgen)" ` +
        `-H 'Content-Type: application/json' -d '{"quantity":1}'`,
    )
  })

  test('calls the gateway with an API key', () => {
    expect(curlLine(byId('getForwardByPath'), document)).toBe(
      `curl 'http://localhost:3000/forward/hello' -H "X-API-Key: $API_KEY"`,
    )
    const page = renderToStaticMarkup(
      <OperationView listed={byId('postForwardByPath')} document={document} />,
    )
    for (const said of ['X-RateLimit-Used-AddOn', 'X-RateLimit-Reset', 'LimitExceeded']) {
      expect(page).toContain(said)
    }
  })

  test('sends what a query has to have, and nothing of a caller where nobody is asked', () => {
    const line = curlLine(byId('getV1InvoicesByIdPdf'), document)
    expect(line).toMatch(/\/pdf\?expires=\w+&signature=text'$/)
    expect(line).not.toContain('Authorization')
  })
})

describe('schemas in words', () => {
  const words = (schema: JsonSchema) =>
    typeWords(schema)
      .map((part) => (typeof part === 'string' ? part : `<${part.ref}>`))
      .join('')

  test.each<[JsonSchema, string]>([
    [{ $ref: '#/components/schemas/Fee' }, '<Fee>'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Fee' } }, 'list of <Fee>'],
    [{ anyOf: [{ type: 'string', format: 'uuid' }, { type: 'null' }] }, 'UUID or null'],
    [{ type: ['string', 'null'], format: 'date-time' }, 'instant or null'],
    [{ type: ['array', 'null'], items: { type: 'integer' } }, 'list of whole number or null'],
    [{ allOf: [{ $ref: '#/a/A' }, { $ref: '#/a/B' }] }, '<A> with <B>'],
    [{ type: 'string', enum: ['now', 'later'] }, '"now" or "later"'],
    [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map to whole number'],
    [{ type: 'boolean', const: true }, 'true'],
    [{ type: 'object', properties: { a: {} }, additionalProperties: {} }, 'object'],
    [{}, 'anything'],
  ])('%j is %s', (schema, said) => expect(words(schema)).toBe(said))

  const order: JsonSchema = {
    type: 'object',
    required: ['lines'],
    properties: {
      lines: {
        type: 'array',
        maxItems: 3,
        items: { type: 'object', properties: { amount: { type: 'integer', minimum: 1, maximum: 9 } } },
      },
      note: { type: 'string', minLength: 1, maxLength: 5, default: 'x' },
    },
  }

  test('members stand by their path, with what they must keep to', () => {
    expect(rowsOf(order).map(({ name, required, limits }) => [name, required, limits])).toEqual([
      ['lines', true, ['at most 3 items']],
      ['lines[].amount', false, ['at least 1', 'at most 9']],
      ['note', false, ['at least 1 characters', 'at most 5 characters', '"x" unless given']],
    ])
    expect(limitsOf({ exclusiveMinimum: 0, minItems: 1 })).toEqual(['more than 0', 'at least 1 items'])
  })

  test('what is referred to is followed, also in circles', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } }
    expect([...namesIn({ schema: { $ref: '#/components/schemas/Tree' } }, { Tree: tree })]).toEqual(['Tree'])
  })

  test('a sample has what is required, or everything', () => {
    expect(sampleOf(order, {})).toEqual({ lines: [{ amount: 1 }] })
    expect(sampleOf({ anyOf: [{ type: 'number', minimum: 4 }, { type: 'null' }] }, {})).toBe(4)
    expect(sampleOf({ type: 'null' }, {})).toBe(null)
    expect(sampleOf({ type: ['integer', 'null'], minimum: 3 }, {})).toBe(3)
    expect(sampleOf({ type: 'string', examples: ['hello'] }, {})).toBe('hello')
    expect(sampleOf({ type: 'object', properties: { ok: { type: 'boolean' } } }, {})).toEqual({ ok: true })
  })
})
