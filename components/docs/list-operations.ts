import type { OpenApiDocument, Operation } from '#lib/openapi/schemas.ts'

/** An operation, and where it stands. */
export type ListedOperation = { method: string; path: string; operation: Operation }

/** Every operation of a document, narrowed to those in which every word of `search` stands. */
export function listOperations({ paths }: OpenApiDocument, search = ''): ListedOperation[] {
  const words = search.toLowerCase().split(/\s+/)
  return Object.entries(paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )
    .filter(({ method, path, operation }) => {
      const { summary, tags, operationId, description } = operation
      const text = [method, path, summary, tags, operationId, description].join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
}
