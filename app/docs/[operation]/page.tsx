import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { listOperations } from '#components/docs/list-operations.ts'
import { OperationView } from '#components/docs/operation-view.tsx'
import { apiDocument } from '#lib/server/web/api-document.ts'

type OperationPageProps = { params: Promise<{ operation: string }> }

async function find({ params }: OperationPageProps) {
  const { operation: wanted } = await params
  return listOperations(apiDocument()).find(({ operation }) => operation.operationId === wanted)
}

export async function generateMetadata(props: OperationPageProps): Promise<Metadata> {
  return { title: (await find(props))?.operation.summary ?? 'API' }
}

/** E.6 one operation of the API. */
export default async function OperationPage(props: OperationPageProps) {
  const listed = await find(props)
  if (!listed) notFound()
  return (
    <div className="flex flex-col gap-6">
      <Link href="/docs" className="w-fit text-accent-ink underline-offset-4 hover:underline">
        All of the API
      </Link>
      <OperationView listed={listed} document={apiDocument()} />
    </div>
  )
}
