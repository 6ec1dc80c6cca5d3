import { describe, expect, test } from 'vitest'
import { duties, findTrack, tracks } from './duties.ts'
import { findingsOf, progressOf } from './duty-rules.ts'
import type { DutyStatus } from './schemas.ts'

const states = (entries: Record<string, DutyStatus>) => new Map(Object.entries(entries))

describe('what an auditor would find', () => {
  test('what is signed before the work it rests on', () => {
    const found = findingsOf(duties, states({ conformity: 'done', quality_management: 'done' }))
    expect(found).toEqual([
      {
        code: 'conformity',
        article: 'Art. 43',
        title: 'Conformity assessment',
        missing: ['Technical documentation'],
      },
    ])
  })

  test('nothing, where everything came in its order, or has only begun', () => {
    const documented = { risk_management: 'done', data_governance: 'done' } as const
    expect(findingsOf(duties, states({ ...documented, technical_documentation: 'done' }))).toEqual([])
    expect(findingsOf(duties, states({ declaration: 'in_progress' }))).toEqual([])
    expect(findingsOf(duties, states({}))).toEqual([])
  })
})

test('progress counts what is done and what has begun', () => {
  const provider = duties.filter(({ track }) => track === 'provider')
  const known = states({ risk_management: 'done', conformity: 'in_progress', literacy: 'done' })
  expect(progressOf(provider, known)).toEqual({ done: 1, inProgress: 1, total: 12 })
})

test('the list of duties is in order: codes are unique, and what they rest on is there', () => {
  const codes = duties.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const { track, after = [] } of duties) {
    expect(tracks).toContain(findTrack(track))
    expect(codes).toEqual(expect.arrayContaining([...after]))
  }
})
