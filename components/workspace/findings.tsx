import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import { Section } from '#components/ui/section.tsx'
import type { Finding, Progress } from '#lib/workspace/schemas.ts'

/** What an auditor would ask about today. */
export function Findings({ findings, progress }: { findings: Finding[]; progress: Progress }) {
  const lead = `${progress.total} provider duties checked, ${progress.done} of them done.`
  return (
    <Section title="Audit findings" lead={lead}>
      <Card>
        {findings.length === 0 && (
          <p className="flex gap-3 p-5">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
            Nothing is signed off before what it rests on.
          </p>
        )}
        <ul>
          {findings.map(({ code, article, title, missing }) => (
            <li key={code} className="flex gap-3 border-b border-line px-5 py-3.5 last:border-b-0">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-ink" />
              <p>
                <span className="font-medium">{title}</span>{' '}
                <span className="numeric text-ink-muted">({article})</span> is done, but rests on what is not:{' '}
                {missing.join(', ')}.
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
