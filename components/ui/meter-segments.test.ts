import { describe, expect, it } from 'vitest'
import { meterSegments } from './meter-segments.ts'

const plan = { key: 'plan', label: 'Pro plan', amount: 5 }
const addon = { key: 'extra_storage_10gb', label: 'Extra Storage (10 GB) × 2', amount: 20 }

describe('S0.12 meter segments', () => {
  it('gives each part its share of the whole limit', () => {
    const segments = meterSegments({ used: 0, parts: [plan, addon] })
    expect(segments.map((segment) => segment.width)).toEqual([20, 80])
    expect(segments.map((segment) => segment.filled)).toEqual([0, 0])
  })

  it('uses up the plan before the add-ons', () => {
    const segments = meterSegments({ used: 15, parts: [plan, addon] })
    expect(segments.map((segment) => segment.filled)).toEqual([100, 50])
  })

  it('never fills beyond the end when more is used than allowed', () => {
    const segments = meterSegments({ used: 400, parts: [plan, addon] })
    expect(segments.map((segment) => segment.filled)).toEqual([100, 100])
  })

  it('leaves out parts that grant nothing, and shows nothing for a limit of zero', () => {
    expect(meterSegments({ used: 3, parts: [plan, { ...addon, amount: 0 }] })).toHaveLength(1)
    expect(meterSegments({ used: 3, parts: [{ ...plan, amount: 0 }] })).toEqual([])
  })
})
