import { z } from 'zod'
import { previewCredit } from '#lib/admin/credit-invoice.ts'
import { creditPreview, creditPreviewQuery } from '#lib/admin/invoice-desk-schemas.ts'
import { route } from '#lib/http/route.ts'

/** S1.6 what a credit of some lines would come to, with its tax. */
export const GET = route({
  access: 'admin',
  summary: 'Show what a credit of some lines would come to',
  answers: { 200: creditPreview },
  params: z.strictObject({ id: z.uuid() }),
  query: creditPreviewQuery,
  handle: ({ params, query }) => {
    const items = query.items.split(',').map((item) => {
      const [lineId = '', amount = ''] = item.split(':')
      return { lineId, netMinor: BigInt(amount) }
    })
    return previewCredit({ invoiceId: params.id, items })
  },
})
