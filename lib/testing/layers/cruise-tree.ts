import { glob } from 'node:fs/promises'
import path from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { layers } from '../../../.config/layers.ts'

/** The folders code lives in. */
const CODE = ['app', 'components', 'lib', 'prisma', 'sandbox', 'e2e', '.config']

/** Every import of a source tree, judged by the layer rules. Types count as imports: who names a type, knows its file. */
export async function cruiseTree(root: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    await listSources(root),
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: layers },
      tsPreCompilationDeps: true,
      doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    },
    { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    { tsConfig: extractTypeScriptConfig(path.join(root, 'tsconfig.json')) },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered text in place of a result')
  return output
}

/** The source files on disk, relative to the root: what a cruise must have seen. */
export async function listSources(root: string): Promise<string[]> {
  const pattern = `{${CODE.join(',')}}/**/*.{ts,tsx,mts,js,mjs}`
  const files: string[] = []
  for await (const file of glob(pattern, { cwd: root, exclude: ['prisma/generated/**'] })) files.push(file)
  return files.map((file) => file.split(path.sep).join('/')).sort()
}
