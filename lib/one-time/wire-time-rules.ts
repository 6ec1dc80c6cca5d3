/** `2022-04-29T08:59:51Z`: instants of the wire have whole seconds. */
export function toSeconds(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' })
}
