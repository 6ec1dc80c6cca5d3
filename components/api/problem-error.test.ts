import { describe, expect, it } from 'vitest'
import { ProblemError } from './problem-error.ts'

describe('E.4 problem answers', () => {
  it('keeps the sentence, the code and the fields of a problem', () => {
    const error = new ProblemError({
      status: 422,
      body: {
        detail: 'Quantity must be a whole number',
        code: 'invalid',
        errors: [{ field: 'quantity', reason: 'whole' }],
      },
    })
    expect(error.message).toBe('Quantity must be a whole number')
    expect(error.code).toBe('invalid')
    expect(error.fields.get('quantity')).toBe('whole')
  })

  it('finds a sentence of its own when the answer has none', () => {
    expect(new ProblemError({ status: 409, body: null }).message).toContain('Something else changed')
    expect(new ProblemError({ status: 500, body: '<html>' }).message).toContain('could not answer')
  })
})
