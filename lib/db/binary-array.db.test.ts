import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  BOOL,
  binaryArray,
  type ElementType,
  INT4,
  INT8,
  TIMESTAMPTZ,
  UUID,
  uuidBytes,
} from './binary-array.ts'
import { closeDirectPool, directPool } from './direct-pool.ts'

afterAll(() => closeDirectPool())

const DAY_MS = 24 * 60 * 60 * 1000

/** What PostgreSQL understood, as JSON. */
async function read<Value>(type: ElementType<Value>, name: string, values: readonly (Value | null)[]) {
  const { rows } = await directPool().query<{ read: unknown }>({
    text: `SELECT to_json($1::${name}[]) AS read`,
    values: [binaryArray(type, values)],
  })
  return rows[0]?.read
}

describe('S2.3 what is sent in PostgreSQL’s binary format is what it reads', () => {
  test.each([
    { name: 'boolean', type: BOOL, values: fc.boolean() },
    { name: 'integer', type: INT4, values: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }) },
    { name: 'bigint', type: INT8, values: fc.maxSafeInteger() },
  ] as { name: string; type: ElementType<unknown>; values: fc.Arbitrary<unknown> }[])(
    '$name',
    async ({ name, type, values }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.option(values), { minLength: 1, maxLength: 20 }), async (sent) => {
          expect(await read(type, name, sent)).toEqual(sent)
        }),
        { numRuns: 50 },
      )
    },
  )

  test('uuid', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uuid(), { minLength: 1, maxLength: 20 }), async (sent) => {
        expect(await read(UUID, 'uuid', sent.map(uuidBytes))).toEqual(sent)
      }),
      { numRuns: 50 },
    )
  })

  test('timestamptz', async () => {
    const times = fc.integer({ min: -40_000 * DAY_MS, max: 40_000 * DAY_MS })
    await fc.assert(
      fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 20 }), async (sent) => {
        const understood = await read(TIMESTAMPTZ, 'timestamptz', sent)
        expect((understood as string[]).map((text) => Date.parse(text))).toEqual(sent)
      }),
      { numRuns: 50 },
    )
  })
})
