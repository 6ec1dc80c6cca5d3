import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { layers } from '../../../.config/layers.ts'
import { cruiseTree, listSources } from './cruise-tree.ts'
import { CLEAN_TREE, PLANTED } from './planted-violations.ts'

/** Fewer files than this, and somebody moved the code away from under the rules. */
const FEWEST_MODULES = 400

/**
 * Judges who imports whom, and proves that it looked: every source file was seen, and every rule was seen to fail.
 *
 * @returns what was looked at, in one line. Throws naming every violation.
 */
export async function checkLayers(root: string): Promise<string> {
  await seeRulesFail()
  const sources = await listSources(root)
  const result = await cruiseTree(root)
  const seen = new Set(result.modules.map((module) => module.source))
  const unseen = sources.filter((file) => !seen.has(file))
  if (unseen.length > 0) throw new Error(`not looked at:\n${unseen.map((file) => `  ${file}`).join('\n')}`)
  if (sources.length < FEWEST_MODULES)
    throw new Error(`only ${sources.length} modules, where at least ${FEWEST_MODULES} should be`)
  const broken = result.summary.violations.map(
    ({ rule, from, to, cycle }) =>
      `  ${rule.name}: ${[from, ...(cycle?.map((step) => step.name) ?? [to])].join(' -> ')}\n    (${why(rule.name)})`,
  )
  if (broken.length > 0) throw new Error(`${broken.length} broken:\n${broken.join('\n')}`)
  return `${sources.length} modules, ${result.summary.totalDependenciesCruised} imports, ${layers.length} rules, each seen to fail`
}

const why = (rule: string) => layers.find((layer) => layer.name === rule)?.comment ?? ''

/** Plants a violation of every rule in a tree that has none. */
async function seeRulesFail(): Promise<void> {
  const clean = await cruiseFiles(CLEAN_TREE)
  if (clean.length > 0) throw new Error(`the rules refuse a tree that keeps them:\n  ${clean.join('\n  ')}`)
  const untried = layers.filter((layer) => !PLANTED.some((planted) => planted.rule === layer.name))
  const found = await cruiseFiles({
    ...CLEAN_TREE,
    ...Object.fromEntries(PLANTED.map(({ file, code }) => [file, `${code}\n`])),
  })
  const missed = PLANTED.filter(({ rule, file }) => !found.includes(`${rule} ${file}`))
  const blind = [...untried.map((layer) => layer.name), ...missed.map(({ rule, file }) => `${rule} ${file}`)]
  if (blind.length > 0) throw new Error(`rules that do not see what breaks them:\n  ${blind.join('\n  ')}`)
}

/** Which rule each file breaks, as `rule file`. */
async function cruiseFiles(files: Record<string, string>): Promise<string[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'tackon-layers-'))
  try {
    for (const [file, code] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true })
      await writeFile(path.join(root, file), code)
    }
    const { summary } = await cruiseTree(root)
    return summary.violations.map(({ rule, from }) => `${rule.name} ${from}`)
  } finally {
    await rm(root, { recursive: true })
  }
}
