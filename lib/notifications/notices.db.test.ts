import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { POST as markSeen } from '#app/api/announcements/[id]/seen/route.ts'
import { GET as getAnnouncements } from '#app/api/announcements/route.ts'
import { POST as dismiss } from '#app/api/notices/[id]/dismiss/route.ts'
import { GET as getNotices } from '#app/api/notices/route.ts'
import { type BuiltUser, buildUser } from '#lib/auth/testing/build-user.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { call } from '#lib/http/testing/call.ts'
import { enqueueMessage } from './enqueue-message.ts'
import { announcementList, noticeList } from './schemas.ts'

async function notice(user: BuiltUser, addonName: string) {
  const at = await now()
  await transaction((tx) =>
    enqueueMessage(tx, {
      dedupeKey: randomUUID(),
      customerId: user.customerId,
      channel: 'in_app',
      recipient: `customer:${user.customerId}`,
      template: 'addon-expired',
      data: { addonName, quantity: 1, endedAt: at.toString(), timeZone: 'UTC', renewPath: '/billing' },
      now: at,
    }),
  )
}
const list = async (user: BuiltUser, query = '') => {
  const answer = await call(getNotices, { token: user.token, path: `/api/notices${query}` })
  return { ...answer, notices: noticeList.parse(answer.body) }
}

describe('notices', () => {
  test('are listed newest first, page by page, to their customer only', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    for (const name of ['A', 'B', 'C']) await notice(user, name)
    const first = await list(user, '?per_page=2')
    expect(first.notices.map((found) => found.title)).toEqual(['C has ended', 'B has ended'])
    expect(first.headers.get('link')).toBe('</api/notices?per_page=2&page=2>; rel="next"')
    const second = await list(user, '?per_page=2&page=2')
    expect(second.notices.map((found) => found.title)).toEqual(['A has ended'])
    expect(second.headers.get('link')).toBe('</api/notices?per_page=2&page=1>; rel="prev"')
    expect((await list(other)).notices).toEqual([])
  })

  test('are gone once dismissed, by their customer only, and dismissing again is fine', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    await notice(user, 'A')
    const id = (await list(user)).notices[0]?.id
    const send = (by: BuiltUser) => call(dismiss, { method: 'POST', params: { id }, token: by.token })
    expect((await send(other)).status).toBe(404)
    expect((await list(user)).notices).toHaveLength(1)
    expect((await send(user)).status).toBe(204)
    expect((await send(user)).status).toBe(204)
    expect((await list(user)).notices).toEqual([])
  })

  test('a mail is no notice', async () => {
    const user = await buildUser()
    await notice(user, 'A')
    await database().outboundMessage.updateMany({
      where: { customerId: user.customerId },
      data: { channel: 'email' },
    })
    expect((await list(user)).notices).toEqual([])
  })
})

describe('S0.15 what is new is shown to each user once', () => {
  const ids = { published: '', later: '' }
  beforeAll(async () => {
    const at = await now()
    const create = (code: string, publishedAt: Temporal.Instant) =>
      database().announcement.create({
        data: { code, title: code, body: code, publishedAt: toDate(publishedAt) },
      })
    ids.published = (await create('published', at)).id
    ids.later = (await create('later', at.add({ hours: 24 }))).id
  })
  const unseen = async (user: BuiltUser) =>
    announcementList
      .parse((await call(getAnnouncements, { token: user.token })).body)
      .map((found) => found.code)
  const see = (user: BuiltUser, id: string) =>
    call(markSeen, { method: 'POST', params: { id }, token: user.token })

  test('once it is published, until this user has seen it', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    expect(await unseen(user)).toEqual(['published'])
    const seen = await Promise.all([see(user, ids.published), see(user, ids.published)])
    expect(seen.map((answer) => answer.status)).toEqual([204, 204])
    expect(await unseen(user)).toEqual([])
    expect(await unseen(other)).toEqual(['published'])
  })

  test('and what is not there cannot be seen', async () => {
    const user = await buildUser()
    expect((await see(user, ids.later)).status).toBe(404)
    expect((await see(user, randomUUID())).status).toBe(404)
    expect((await see(user, 'x')).status).toBe(404)
  })
})
