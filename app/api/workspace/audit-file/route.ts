import { route } from '#lib/http/route.ts'
import { composeAuditFile } from '#lib/workspace/compose-audit-file.ts'

/** S3.6 the audit file, for who has provider assurance. */
export const GET = route({
  access: 'customer',
  summary: 'Download the audit file',
  answers: { 200: { media: 'text/csv' } },
  handle: async ({ principal: { customerId, userId } }) =>
    new Response(await composeAuditFile({ customerId, userId }), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="audit-file.csv"',
        'cache-control': 'no-store',
      },
    }),
})
