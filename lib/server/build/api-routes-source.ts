import { glob } from 'node:fs/promises'
import path from 'node:path'

/** Where the list stands, which is part of the build: nothing looks for files while the product runs. */
export const API_ROUTES = 'lib/server/web/api-routes.ts'

/** Routes that are in no list, and why. */
export const UNLISTED: Readonly<Record<string, string>> = {
  '/api/[[...path]]': 'answers what no route answers',
  '/api/auth/[...nextauth]': 'the addresses of next-auth, which are its own',
  '/api/openapi.json': 'is made of the list',
}

/** The source of a module that imports every route, by the folder it stands in. */
export async function apiRoutesSource(root: string): Promise<string> {
  const folders: string[] = []
  for await (const file of glob('app/api/**/route.ts', { cwd: root })) {
    const folder = `/${path.dirname(file).split(path.sep).slice(1).join('/')}`
    if (!(folder in UNLISTED)) folders.push(folder)
  }
  const listed = folders.sort().map((folder) => ({ folder, name: nameOf(folder) }))
  return [
    '// biome-ignore-all assist/source/organizeImports: in the order of addresses',
    ...listed.map(({ folder, name }) => `import * as ${name} from '#app${folder}/route.ts'`),
    '',
    '/** Every route by its folder. Written by `npm run routes`; `npm run check` says when it is out of date. */',
    'export const apiRoutes = {',
    ...listed.map(({ folder, name }) => `  '${folder}': ${name},`),
    '}',
    '',
  ].join('\n')
}

function nameOf(folder: string): string {
  const [first = '', ...rest] = folder
    .slice('/api/'.length)
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
  return first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
