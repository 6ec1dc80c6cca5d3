import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'

/** Prisma's own schema engine, as the WebAssembly a registry carries: nothing is downloaded to migrate. */
export type SchemaEngine = glue.SchemaEngine

let loaded: Promise<void> | undefined

async function load() {
  const file = fileURLToPath(import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')).replace(
    /schema_engine_bg\.js$/,
    'schema_engine_bg.wasm',
  )
  const module = new WebAssembly.Module(await readFile(file))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue as never })
  const bindings = glue as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/** Opens the engine on a database. The schema file is needed for diffs only. */
export async function openSchemaEngine(options: { databaseUrl: string; schema?: string }): Promise<SchemaEngine> {
  loaded ??= load()
  await loaded
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: options.databaseUrl }))
  const datamodels: [string, string][] = options.schema ? [['schema.prisma', options.schema]] : []
  return glue.SchemaEngine.new({ datamodels }, () => {}, adapter as never)
}

const migrationsDir = new URL('../../prisma/migrations/', import.meta.url)

/** The migrations of `prisma/migrations`, in the engine's form. */
export async function readMigrations() {
  const entries = await readdir(migrationsDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
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
