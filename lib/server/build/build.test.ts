import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceHash } from './source-hash.ts'
import { withLock } from './with-lock.ts'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tackon-build-'))
})
afterEach(() => rm(dir, { recursive: true }))

describe('whether a build is of these sources', () => {
  const parts = ['app', 'package.json', 'absent']
  const hash = () => sourceHash(dir, parts)
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(dir, file)), { recursive: true })
    await writeFile(path.join(dir, file), content)
  }

  it('depends on names and contents, not on times or tests', async () => {
    await write('app/page.tsx', 'a')
    await write('package.json', '{}')
    const first = await hash()
    await utimes(path.join(dir, 'app/page.tsx'), 0, 0)
    await write('app/page.test.tsx', 'a')
    await write('app/testing/builder.ts', 'a')
    await write('other/file.ts', 'a')
    expect(await hash()).toBe(first)
    await write('app/page.tsx', 'b')
    const second = await hash()
    await write('app/more/page.tsx', 'b')
    expect(new Set([first, second, await hash()]).size).toBe(3)
  })
})

describe('a lock', () => {
  it('lets one in after the other', async () => {
    const file = path.join(dir, 'sub', 'lock')
    let inside = 0
    const visits = Array.from({ length: 5 }, () =>
      withLock(file, async () => {
        inside += 1
        const seen = inside
        await readFile(file)
        inside -= 1
        return seen
      }),
    )
    expect(await Promise.all(visits)).toEqual([1, 1, 1, 1, 1])
  })

  it('is taken over from a process that is gone, and given back on failure', async () => {
    const file = path.join(dir, 'lock')
    await writeFile(file, '999999999')
    await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(file, async () => 'in')).toBe('in')
  })
})
