import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { listSources } from './layers/cruise-tree.ts'

/** Words that say something is not done, or that the compiler was told to look away. */
const UNFINISHED = /\b(TODO|FIXME)\b|@ts-(ignore|nocheck|expect-error)|waitForTimeout|\.only\(/

/** Where a payment provider has a name: its adapter, its webhook, its checkout script, and the wiring of the process. */
const PROVIDER_HOMES =
  /^lib\/(payments|server)\/|^app\/api\/(webhooks|addons\/verify-payment)\/|^components\/billing\/checkout\/|^lib\/testing\/|\.test\.tsx?$|\/testing\//
/** Names the seed itself gives its fields (S0.4, S0.7, S0.9). */
const SEED_NAMES = /razorpay_(order_id|payment_id|signature|subscription_id|plan_id|\*)/g
const PROVIDER = /stripe|razorpay/i

/** Reads every source file for words that do not belong in it. Answers what it read; throws naming what it found. */
export async function checkWords(root: string): Promise<string> {
  const files = (await listSources(root)).filter((file) => !file.startsWith('lib/testing/'))
  const found = await Promise.all(files.map((file) => judge(root, file)))
  if (found.flat().length > 0) throw new Error(found.flat().join('\n'))
  return `${files.length} files: nothing unfinished, providers named only at home`
}

async function judge(root: string, file: string): Promise<string[]> {
  const lines = (await readFile(path.join(root, file), 'utf8')).split('\n')
  const isHome = !/^(app|components|lib)\//.test(file) || PROVIDER_HOMES.test(file)
  return lines.flatMap((line, index) => {
    const unfinished = UNFINISHED.exec(line)?.[0]
    const provider = isHome ? undefined : PROVIDER.exec(line.replace(SEED_NAMES, ''))?.[0]
    const words = [unfinished, provider].filter((word) => word !== undefined)
    return words.map((word) => `  ${file}:${index + 1} says "${word}"`)
  })
}
