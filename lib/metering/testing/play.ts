import fc from 'fast-check'
import { type Left, type Limits, leftAfter, type Taken, type UnitSource } from '../share-rules.ts'

type State = { base: number; packs: Record<string, number>; ceilingLeft: number | null }

/** One call after the other, as the decision is meant. */
function takeOne(limits: Limits, state: State): UnitSource | null {
  if (state.ceilingLeft === 0) return null
  const spend = () => {
    if (state.ceilingLeft !== null) state.ceilingLeft -= 1
  }
  if (limits.base === null || state.base < limits.base) {
    state.base += 1
    spend()
    return { kind: 'base' }
  }
  for (const { id, perDay } of limits.packs) {
    const used = state.packs[id] ?? 0
    if (perDay !== null && used >= perDay) continue
    state.packs[id] = used + 1
    spend()
    return { kind: 'pack', id }
  }
  return null
}

const amount = fc.option(fc.integer({ min: 0, max: 9 }), { freq: 8 })
/** Limits, what is used of them already, and how many ask. */
export const scenario = fc.record({
  base: amount,
  perDays: fc.array(amount, { maxLength: 4 }),
  usedBase: fc.integer({ min: 0, max: 12 }),
  usedPacks: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 4 }),
  ceilingLeft: fc.option(fc.integer({ min: 0, max: 20 })),
  callers: fc.integer({ min: 1, max: 30 }),
})

/** What comes of callers that ask one after the other, and the batch that is the same. */
export function play(options: typeof scenario extends fc.Arbitrary<infer Value> ? Value : never) {
  const limits = {
    base: options.base,
    packs: options.perDays.map((perDay, index) => ({ id: `p${index}`, perDay })),
  }
  const packs: Record<string, number> = {}
  for (const [index] of options.perDays.entries()) packs[`p${index}`] = options.usedPacks[index] ?? 0
  const state: State = { base: options.usedBase, packs: { ...packs }, ceilingLeft: options.ceilingLeft }
  const alone: { source: UnitSource | null; left: Left }[] = []
  const taken = { baseTaken: 0, packsTaken: {} as Record<string, number> }
  for (let caller = 0; caller < options.callers; caller += 1) {
    const source = takeOne(limits, state)
    if (source?.kind === 'base') taken.baseTaken += 1
    if (source?.kind === 'pack') taken.packsTaken[source.id] = (taken.packsTaken[source.id] ?? 0) + 1
    const now: Taken = {
      baseTaken: 0,
      packsTaken: {},
      baseUsed: state.base,
      packsUsed: { ...state.packs },
      ceilingLeft: state.ceilingLeft,
    }
    alone.push({ source, left: leftAfter(limits, now) })
  }
  const batch: Taken = {
    ...taken,
    baseUsed: state.base,
    packsUsed: state.packs,
    ceilingLeft: state.ceilingLeft,
  }
  return { limits, alone, batch }
}
