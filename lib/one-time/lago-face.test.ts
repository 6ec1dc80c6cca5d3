import { describe, expect, test } from 'vitest'
import { DomainError } from '#lib/errors/domain-error.ts'
import { Problem, problemOfDomainError } from '#lib/http/problem.ts'
import { lagoFace } from './lago-face.ts'

const problem = (options: Partial<ConstructorParameters<typeof Problem>[0]> & { status: number }) =>
  new Problem({ code: 'a_code', detail: 'in words', ...options })
const field = (name: string, code: string) => ({ field: name, code, reason: 'in words' })

describe('S1.2 refusals in Lago’s form', () => {
  test('S1.2 wrong fields by name, without the root key, each word once', () => {
    const errors = [
      field('add_on.code', 'missing'),
      field('add_on.code', 'missing'),
      field('add_on.code', 'invalid_text'),
      field('add_on.tax_codes.0', 'too_big'),
      field('add_on.name', 'value_already_exist'),
    ]
    expect(lagoFace(problem({ status: 422, code: 'invalid_body', errors }))).toEqual({
      status: 422,
      body: {
        status: 422,
        error: 'Unprocessable Entity',
        code: 'validation_errors',
        error_details: {
          code: ['value_is_mandatory', 'value_is_invalid'],
          'tax_codes.0': ['value_is_out_of_range'],
          name: ['value_already_exist'],
        },
      },
    })
  })

  test('S1.2 fields of a query have no root key', () => {
    const errors = [field('page', 'invalid_format')]
    expect(lagoFace(problem({ status: 422, code: 'invalid_query', errors })).body).toMatchObject({
      code: 'validation_errors',
      error_details: { page: ['value_is_invalid'] },
    })
  })

  test('S1.2 an operation’s refusal of a field', () => {
    const refusal = new DomainError({
      kind: 'invalid',
      code: 'currencies_does_not_match',
      detail: 'in words',
      field: 'currency',
    })
    expect(lagoFace(problemOfDomainError(refusal)).body).toMatchObject({
      status: 422,
      error_details: { currency: ['currencies_does_not_match'] },
    })
  })

  test.each([
    [
      { status: 401, code: 'invalid_token' },
      { status: 401, error: 'Unauthorized' },
    ],
    [
      { status: 404, code: 'add_on_not_found' },
      { status: 404, error: 'Not Found', code: 'add_on_not_found' },
    ],
    [
      { status: 422, code: 'invalid_value' },
      { status: 422, error: 'Unprocessable Entity', code: 'invalid_value' },
    ],
    [
      { status: 400, code: 'not_voidable' },
      { status: 405, error: 'Method Not Allowed', code: 'not_voidable' },
    ],
    [
      { status: 409, code: 'in_progress' },
      { status: 409, error: 'Conflict', code: 'in_progress' },
    ],
    [
      { status: 500, code: 'internal_error' },
      { status: 500, error: 'Internal Server Error', code: 'internal_error' },
    ],
    [
      { status: 499, code: 'gone', title: 'Left' },
      { status: 499, error: 'Left', code: 'gone' },
    ],
  ])('S1.2 %j', (refusal, body) => {
    expect(lagoFace(problem(refusal))).toEqual({ status: body.status, body })
  })
})
