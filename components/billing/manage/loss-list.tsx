import { Callout } from '#components/ui/callout.tsx'
import type { Loss } from './losses.ts'

export function LossList({ losses }: { losses: readonly Loss[] }) {
  if (losses.length === 0) return null
  const over = losses.filter((loss) => loss.over).map((loss) => loss.name)
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">What goes with it</p>
      <ul className="flex flex-col gap-1.5 rounded-md bg-sunken px-4 py-3">
        {losses.map(({ key, name, change }) => (
          <li key={key} className="flex justify-between gap-4">
            <span className="text-ink-muted">{name}</span>
            <span className="numeric text-right font-medium">{change}</span>
          </li>
        ))}
      </ul>
      {over.length > 0 && (
        <Callout tone="warning">
          You use more than would remain: {over.join(', ')}. Nothing is deleted, but nothing can be added
          until it fits again.
        </Callout>
      )}
    </div>
  )
}
