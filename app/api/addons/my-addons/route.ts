import { z } from 'zod'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listUserAddons } from '#lib/subscriptions/list-user-addons.ts'
import { listUserAddonsQuery, userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** S0.4 the caller's add-ons that are active, or as `status` says, as a bare list with `Link`. */
export const GET = route({
  access: 'customer',
  summary: "List the caller's add-ons",
  answers: { 200: z.array(userAddonResponse) },
  query: listUserAddonsQuery.extend(pageQuery),
  handle: async ({ principal: { customerId }, query: { family, status, page, per_page }, request, now }) => {
    const ended = status !== 'active'
    const standing = await loadOwnStanding({ customerId, family, at: now, ended })
    const found = listUserAddons({ ...standing, at: now, status }).slice((page - 1) * per_page)
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    return { addons: found.slice(0, per_page), links }
  },
  respond: { shape: ({ addons }) => addons, headers: ({ links }) => links },
})
