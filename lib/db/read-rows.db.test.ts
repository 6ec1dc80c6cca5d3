import { afterAll, describe, expect, test } from 'vitest'
import { Prisma } from '#prisma/generated/client.ts'
import { closeDatabase, database } from './client.ts'
import { readRows } from './read-rows.ts'
import { transaction } from './transaction.ts'

afterAll(() => closeDatabase())

const at = '2026-11-21T12:00:00.123Z'
const everything = Prisma.sql`
  SELECT ${'text'}::text AS text, ${null}::text AS nothing, ${7}::int AS number, ${true}::boolean AS yes,
    ${at}::timestamptz AS at, json_build_object('at', ${at}::timestamptz, 'amount', ${10n}::bigint::text) AS json,
    ${'0190a000-0000-7000-8000-000000000000'}::uuid AS id`

describe('E.8 reads asked all day', () => {
  test('answer what Prisma answers, inside of a transaction and outside', async () => {
    const [outside] = await readRows(database(), everything)
    expect(outside).toEqual((await database().$queryRaw<object[]>(everything))[0])
    expect(outside).toMatchObject({ text: 'text', nothing: null, number: 7, yes: true, at: new Date(at) })
    const [inside] = await transaction((tx) => readRows(tx, everything))
    expect(inside).toEqual(outside)
  })

  test('see in a transaction what it has written, and nobody else does', async () => {
    const counted = Prisma.sql`SELECT count(*)::int AS count FROM names_of_a_test`
    await database().$executeRaw`CREATE TABLE names_of_a_test (name text)`
    await transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO names_of_a_test VALUES ('not yet')`
      expect(await readRows(tx, counted)).toEqual([{ count: 1 }])
      expect(await readRows(database(), counted)).toEqual([{ count: 0 }])
    })
  })
})
