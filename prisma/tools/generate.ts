/** After `npm install`: writes the database client, without downloading an engine it does not need. */
import { fileURLToPath } from 'node:url'
import { generateClient } from '#lib/server/build/generate-client.ts'

await generateClient(fileURLToPath(new URL('../..', import.meta.url)))
