/** "5 h 12 min", "48 min", "less than a minute": rounded down to minutes. `ms` is not negative. */
export function timeLeft(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** "23 days", "1 day", and hours on the last day. */
export function daysLeft(ms: number): string {
  const days = Math.floor(ms / 86_400_000)
  if (days < 1) return timeLeft(ms)
  return days === 1 ? '1 day' : `${days} days`
}
