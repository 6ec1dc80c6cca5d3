export function earliest(instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return instants.reduce((first, instant) => {
    if (!first || !instant) return first ?? instant
    return Temporal.Instant.compare(instant, first) < 0 ? instant : first
  }, null)
}
