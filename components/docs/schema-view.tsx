import { Fragment } from 'react'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { JsonSchema } from '#lib/openapi/schemas.ts'
import { limitsOf, rowsOf, type TypePart, typeWords } from './schema-words.ts'

/** A type in words, with links to what has a name of its own further down the page. */
export function TypeWords({ parts }: { parts: TypePart[] }) {
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of one sentence, which never change places
    <Fragment key={at}>
      {typeof part === 'string' ? (
        part
      ) : (
        <a href={`#${part.ref}`} className="text-accent-ink underline underline-offset-4">
          {part.ref}
        </a>
      )}
    </Fragment>
  ))
}

/** What a schema is, and its members in a table. */
export function SchemaView({ schema, label }: { schema: JsonSchema; label: string }) {
  const rows = rowsOf(schema)
  return (
    <div className="flex flex-col gap-3">
      <p>
        <TypeWords parts={typeWords(schema)} />
        {limitsOf(schema).map((limit) => `, ${limit}`)}
      </p>
      {rows.length > 0 && (
        <Table label={label} className="border border-line">
          <thead>
            <tr>
              <TableHead>Member</TableHead>
              <TableHead>What it is</TableHead>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, required, type, limits }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: variants have members of the same name
              <TableRow key={`${name} ${at}`}>
                <TableCell>
                  <code className="font-mono text-xs">{name}</code>
                  {!required && <span className="ml-2 text-xs text-ink-muted">optional</span>}
                </TableCell>
                <TableCell>
                  <TypeWords parts={type} />
                  {limits.length > 0 && <span className="text-ink-muted">, {limits.join(', ')}</span>}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  )
}
