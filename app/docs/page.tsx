import type { Metadata } from 'next'
import { OperationList } from '#components/docs/operation-list.tsx'
import { apiDocument } from '#lib/server/web/api-document.ts'

export const metadata: Metadata = { title: 'API' }

type DocsPageProps = { searchParams: Promise<{ q?: string | string[] }> }

/** E.6 the API, to be read: every operation, or those that `q` is about. */
export default async function DocsPage({ searchParams }: DocsPageProps) {
  const { q } = await searchParams
  const document = apiDocument()
  return (
    <div className="flex flex-col gap-8">
      <div>
        <h1 className="text-2xl font-semibold">API</h1>
        <p className="mt-1 max-w-2xl text-ink-muted">
          {document.info.description.replaceAll('`', '')} As a document for programs:{' '}
          <a href="/api/openapi.json" className="text-accent-ink underline underline-offset-4">
            openapi.json
          </a>
          .
        </p>
      </div>
      <OperationList document={document} search={typeof q === 'string' ? q : ''} />
    </div>
  )
}
