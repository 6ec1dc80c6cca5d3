import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

// Prisma's own schema engine, as the WebAssembly a registry carries: nothing is downloaded to migrate.
let loaded: Promise<void> | undefined

// The engine reports a panic through this hook before it traps.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message(message: string) {
      throw new Error(`The schema engine failed: ${message}`)
    },
  },
})

async function load() {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/schema_engine_bg\.js$/, 'schema_engine_bg.wasm')
  const module = new WebAssembly.Module(await readFile(file))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue as never })
  const bindings = glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

const schemaFile = new URL('../../prisma/schema.prisma', import.meta.url)

/** The data model of the working tree. */
export async function readSchema(): Promise<string> {
  return readFile(schemaFile, 'utf8')
}

/** Opens the engine on a database for one piece of work, and closes it after. */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  work: (engine: glue.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  loaded ??= load()
  await loaded
  const { factory, close } = wholeScripts(databaseUrl)
  const datamodels: [string, string][] = [['schema.prisma', await readSchema()]]
  const adapter = bindMigrationAwareSqlAdapterFactory(factory)
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, adapter as never)
  try {
    return await work(engine)
  } finally {
    engine.free()
    await close()
  }
}

/** The adapter cuts scripts at every semicolon, also inside function bodies: send them whole, as one transaction. */
function wholeScripts(connectionString: string) {
  const factory = new PrismaPg({ connectionString })
  const open: { dispose(): Promise<void> }[] = []
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    open.push(adapter)
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString })
      await client.connect()
      try {
        await client.query(script)
      } finally {
        await client.end()
      }
    }
    return adapter
  }
  return { factory, close: () => Promise.all(open.map((adapter) => adapter.dispose())) }
}

const migrationsDir = new URL('../../prisma/migrations/', import.meta.url)

/** The migrations of `prisma/migrations`, in the engine's form. */
export async function readMigrations() {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: fileURLToPath(migrationsDir),
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(new URL('migration_lock.toml', migrationsDir), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: {
            tag: 'ok' as const,
            value: await readFile(new URL(`${name}/migration.sql`, migrationsDir), 'utf8'),
          },
        },
      })),
    ),
  }
}
