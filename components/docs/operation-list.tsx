import { SearchX } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import type { OpenApiDocument } from '#lib/openapi/schemas.ts'
import { type ListedOperation, listOperations } from './list-operations.ts'
import { MethodBadge } from './method-badge.tsx'
import { SearchForm } from './search-form.tsx'

type OperationListProps = { document: OpenApiDocument; search: string }

/** Every operation by what it is about. */
export function OperationList({ document, search }: OperationListProps) {
  const found = listOperations(document, search)
  return (
    <div className="flex flex-col gap-10">
      <SearchForm search={search} />
      {found.length === 0 && (
        <EmptyState icon={SearchX} title="Nothing has all of these words">
          Search for a part of an address, or for what it is about.
        </EmptyState>
      )}
      {document.tags.map(({ name, description }) => {
        const operations = found.filter(({ operation }) => operation.tags.includes(name))
        if (operations.length === 0) return null
        return (
          <Section key={name} title={name} lead={description}>
            <Card>
              <ul className="divide-y divide-line">
                {operations.map((listed) => (
                  <OperationRow key={listed.operation.operationId} listed={listed} />
                ))}
              </ul>
            </Card>
          </Section>
        )
      })}
    </div>
  )
}

function OperationRow({ listed: { method, path, operation } }: { listed: ListedOperation }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 hover:bg-sunken">
      <MethodBadge method={method} />
      <Link
        href={`/docs/${operation.operationId}`}
        prefetch={false}
        className="font-medium after:absolute after:inset-0"
      >
        {operation.summary}
      </Link>
      <code className="font-mono text-xs text-ink-muted wrap-anywhere">{path}</code>
      {operation.security.length === 0 && <Badge className="ml-auto">For everyone</Badge>}
    </li>
  )
}
