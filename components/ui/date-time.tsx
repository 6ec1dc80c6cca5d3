import { cn } from './cn.ts'
import { formatInstant, type InstantStyle } from './format-instant.ts'

type DateTimeProps = {
  /** A UTC instant, ISO 8601. */
  iso: string
  /** The zone of whoever issues the bill (IANA); "renews 14 Jan" must not depend on where it is read. */
  timeZone: string
  show?: InstantStyle
  className?: string
}

export function DateTime({ iso, timeZone, show = 'date', className }: DateTimeProps) {
  return (
    <time dateTime={iso} className={cn('numeric whitespace-nowrap', className)}>
      {formatInstant({ iso, timeZone, show })}
    </time>
  )
}
