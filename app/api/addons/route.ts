import { z } from 'zod'
import { addonsOnSale } from '#lib/catalog/list-addons.ts'
import { addonProductResponse, familyQuery } from '#lib/catalog/schemas.ts'
import { serializeAddonProduct } from '#lib/catalog/serialize-addon-product.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import { loadOwnStanding } from '#lib/entitlements/load-own-standing.ts'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'

/** S0.3 the add-ons on sale for the caller's plan, in their order, as a bare list with `Link`. */
export const GET = route({
  access: 'customer',
  summary: "List the add-ons on sale for the caller's plan",
  answers: { 200: z.array(addonProductResponse) },
  query: familyQuery.extend(pageQuery),
  handle: async ({ principal: { customerId }, query: { family, page, per_page }, request, now }) => {
    const { catalog, holdings } = await loadOwnStanding({ customerId, family, at: now })
    const plan = planAt({ catalog, lines: holdings.lines, at: now })
    const found = addonsOnSale(catalog, plan?.code ?? null).slice((page - 1) * per_page)
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    const addons = found.slice(0, per_page)
    return { addons: addons.map((addon) => serializeAddonProduct({ addon, catalog })), links }
  },
  respond: { shape: ({ addons }) => addons, headers: ({ links }) => links },
})
