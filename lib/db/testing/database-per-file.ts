import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { closeDatabase } from '../client.ts'

// Each test file works on its own copy of the migrated database.
const template = new URL(inject('templateDatabaseUrl'))
const name = `test_${randomBytes(6).toString('hex')}`
const admin = new URL(template)
admin.pathname = '/postgres'

const client = new pg.Client({ connectionString: admin.href })
await client.connect()
await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
await client.end()

const url = new URL(template)
url.pathname = `/${name}`
process.env.DATABASE_URL = url.href
process.env.TACKON_SANDBOX = '1'

afterAll(async () => {
  await closeDatabase()
})
