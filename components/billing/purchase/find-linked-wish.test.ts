import { expect, test } from 'vitest'
import { findLinkedWish, readLinkedWish } from './find-linked-wish.ts'

test('S2.5 a pack that an address asks for is for the key whose page it is', async () => {
  const link = readLinkedWish(new URLSearchParams('buy=ADDON_SMALL')) ?? { pack: '' }
  expect(await findLinkedWish(link, 'key')).toEqual({
    action: 'pack',
    apiKeyId: 'key',
    code: 'ADDON_SMALL',
  })
  expect(await findLinkedWish(link, null)).toMatch(/for an API key/)
})
