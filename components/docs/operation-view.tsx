import { Section } from '#components/ui/section.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { Answer, Content, OpenApiDocument, Parameter, Reference } from '#lib/openapi/schemas.ts'
import { curlLine } from './curl-line.ts'
import type { ListedOperation } from './list-operations.ts'
import { MethodBadge } from './method-badge.tsx'
import { SchemaView, TypeWords } from './schema-view.tsx'
import { limitsOf, nameOf, namesIn, typeWords } from './schema-words.ts'

type OperationViewProps = { listed: ListedOperation; document: OpenApiDocument }

/** One operation: what it takes, what it answers, and how to try it. */
export function OperationView({ listed, document }: OperationViewProps) {
  const { method, path, operation } = listed
  const { components } = document
  const parameters = (operation.parameters ?? []).map((parameter) => found(parameter, components.parameters))
  const answers = Object.entries(operation.responses).map(
    ([status, answer]) => [status, found(answer, components.responses)] as const,
  )
  const names = namesIn([operation.requestBody, answers], components.schemas)
  return (
    <div className="flex flex-col gap-10">
      <div>
        <h1 className="text-2xl font-semibold">{operation.summary}</h1>
        <p className="mt-1 text-ink-muted">{plain(operation.description)}</p>
        <p className="mt-4 flex flex-wrap items-center gap-3">
          <MethodBadge method={method} />
          <code className="font-mono text-sm wrap-anywhere">{path}</code>
        </p>
      </div>
      <Section title="Try it">
        <pre className="rounded-lg border border-line bg-sunken p-4 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
          {curlLine(listed, document)}
        </pre>
      </Section>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      {operation.requestBody && (
        <Section title="Body">
          <ContentView content={operation.requestBody.content} label="Members of the body" />
        </Section>
      )}
      <Section title="Answers">
        {answers.filter(isAnswer).map(([status, { description, content }]) => (
          <section key={status} aria-labelledby={`answer-${status}`} className="flex flex-col gap-2">
            <h3 id={`answer-${status}`} className="font-medium">
              {status} <span className="text-ink-muted">{description}</span>
            </h3>
            {content && <ContentView content={content} label={`Members of the answer ${status}`} />}
          </section>
        ))}
      </Section>
      <Refusals answers={answers.filter((answer) => !isAnswer(answer))} />
      <Headers answers={answers} shared={components.headers} />
      {names.size > 0 && (
        <Section title="Shapes">
          {[...names].sort().map((name) => (
            <section key={name} aria-labelledby={name} className="flex flex-col gap-2">
              <h3 id={name} className="scroll-mt-4 font-medium">
                {name}
              </h3>
              <SchemaView schema={components.schemas[name] ?? {}} label={`Members of ${name}`} />
            </section>
          ))}
        </Section>
      )}
    </div>
  )
}

type StatusAnswer = readonly [status: string, answer: Answer]

const isAnswer = ([status]: StatusAnswer) => Number(status) < 400

function Refusals({ answers }: { answers: StatusAnswer[] }) {
  return (
    <Section title="Refusals">
      <Table label="Table of refusals" className="border border-line">
        <thead>
          <tr>
            <TableHead>Status</TableHead>
            <TableHead>When</TableHead>
            <TableHead>What it is</TableHead>
          </tr>
        </thead>
        <tbody>
          {answers.map(([status, { description, content = {} }]) => (
            <TableRow key={status}>
              <TableCell>{status === 'default' ? 'other' : status}</TableCell>
              <TableCell>{plain(description)}</TableCell>
              <TableCell>
                <TypeWords parts={Object.values(content).flatMap(({ schema = {} }) => typeWords(schema))} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

type HeadersProps = { answers: StatusAnswer[]; shared: OpenApiDocument['components']['headers'] }

/** What stands in the headers of the answers, and in which of them. */
function Headers({ answers, shared }: HeadersProps) {
  const on = new Map<string, { description: string; statuses: string[] }>()
  for (const [status, { headers = {} }] of answers) {
    for (const [name, { $ref }] of Object.entries(headers)) {
      const known = on.get(name) ?? { description: shared[nameOf($ref)]?.description ?? '', statuses: [] }
      on.set(name, { ...known, statuses: [...known.statuses, status === 'default' ? 'other' : status] })
    }
  }
  if (on.size === 0) return null
  return (
    <Section title="Headers">
      <Table label="Table of headers" className="border border-line">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>What it says</TableHead>
          </tr>
        </thead>
        <tbody>
          {[...on].map(([name, { description, statuses }]) => (
            <TableRow key={name}>
              <TableCell>
                <code className="font-mono text-xs">{name}</code>
              </TableCell>
              <TableCell>
                {plain(description)}
                <p className="text-ink-muted">
                  With {statuses.length === answers.length ? 'every answer' : statuses.join(', ')}
                </p>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  return (
    <Section title="Parameters">
      <Table label="Table of parameters" className="border border-line">
        <thead>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>In</TableHead>
            <TableHead>What it is</TableHead>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, in: place, required, description, schema }) => (
            <TableRow key={`${place} ${name}`}>
              <TableCell>
                <code className="font-mono text-xs">{name}</code>
                {!required && <span className="ml-2 text-xs text-ink-muted">optional</span>}
              </TableCell>
              <TableCell>{place}</TableCell>
              <TableCell>
                <TypeWords parts={typeWords(schema)} />
                {limitsOf(schema).map((limit) => `, ${limit}`)}
                {description && <p className="text-ink-muted">{plain(description)}</p>}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function ContentView({ content, label }: { content: Content; label: string }) {
  return Object.entries(content).map(([media, { schema }]) => (
    <div key={media} className="flex flex-col gap-1">
      <p className="font-mono text-xs text-ink-muted">{media}</p>
      {schema && <SchemaView schema={schema} label={label} />}
    </div>
  ))
}

/** Descriptions are Markdown, for programs that show it; all there is of it here is code. */
const plain = (description: string) => description.replaceAll('`', '')

/** A part, or the shared part it refers to. */
function found<Part extends Parameter | Answer>(part: Part | Reference, shared: Record<string, Part>): Part {
  if (!('$ref' in part)) return part
  const at = shared[nameOf(part.$ref)]
  if (!at) throw new Error(`${part.$ref} leads nowhere`)
  return at
}
