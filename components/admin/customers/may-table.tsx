import { Check, Minus } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import type { FamilyHeld } from '#lib/admin/customer-schemas.ts'

type May = FamilyHeld['may'][number]

const number = new Intl.NumberFormat('en')
const WINDOWS = { none: '', day: ' a day', month: ' a month' } as const

/** What a customer may do in a family now, and where each part of it comes from. */
export function MayTable({ family }: { family: FamilyHeld }) {
  return (
    <Card className="overflow-hidden">
      <h3 className="border-b border-line px-5 py-3 text-sm font-medium">May do now</h3>
      <dl className="-mb-px grid sm:grid-cols-2">
        {family.may.map((may) => (
          <div
            key={may.code}
            className="flex items-start justify-between gap-4 border-b border-line px-5 py-2.5 sm:odd:border-r sm:last:odd:border-r-0"
          >
            <dt className="min-w-0">
              <p>{may.name}</p>
              {may.sources.length > 0 && (
                <p className="text-xs text-ink-muted">
                  {may.sources.map((source) => sourceText(source, may)).join(' + ')}
                </p>
              )}
            </dt>
            <dd className="numeric text-right whitespace-nowrap">
              <Value may={may} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function sourceText({ name, quantity, value }: May['sources'][number], { kind }: May): string {
  const what = quantity > 1 ? `${quantity} × ${name}` : name
  if (kind === 'flag') return what
  return `${what} ${value === null ? '∞' : number.format(value)}`
}

function Value({ may: { kind, value, unit, window } }: { may: May }) {
  if (kind === 'flag') {
    const Icon = value === 0 ? Minus : Check
    return (
      <>
        <Icon aria-hidden className={value === 0 ? 'size-4 text-ink-faint' : 'size-4 text-success-ink'} />
        <span className="sr-only">{value === 0 ? 'No' : 'Yes'}</span>
      </>
    )
  }
  if (value === null) return 'Without limit'
  return `${number.format(value)} ${unit}${WINDOWS[window]}`
}
