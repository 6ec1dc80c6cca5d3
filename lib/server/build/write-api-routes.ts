import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { API_ROUTES, apiRoutesSource } from './api-routes-source.ts'

// `npm run routes`: after a route was added or taken away.

const root = path.resolve(import.meta.dirname, '..', '..', '..')
await writeFile(path.join(root, API_ROUTES), await apiRoutesSource(root))
