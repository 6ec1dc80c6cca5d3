/** What a seeding compares: one plain value per field. A grant, a plan or a price that is not there is absent. */
export type SeedFields = Record<string, string | number | boolean | null>

/**
 * Three-way: a field nobody touched since the last seeding follows the seed, one an admin changed stays (S0.1).
 * `last` is what the last seeding wrote, null when the row was never seeded: then all of it is an admin's work.
 */
export function mergeSeed(options: {
  current: SeedFields
  last: SeedFields | null
  seed: SeedFields
}): SeedFields {
  const { current, last, seed } = options
  if (last === null) return current
  const merged: SeedFields = {}
  for (const key of new Set([...Object.keys(current), ...Object.keys(last), ...Object.keys(seed)])) {
    const value = current[key] === last[key] ? seed[key] : current[key]
    if (value !== undefined) merged[key] = value
  }
  return merged
}

/** The fields of one group, such as `grants.`, without the group's name. */
export function fieldsOf(fields: SeedFields, group: string): SeedFields {
  const entries = Object.entries(fields).filter(([key]) => key.startsWith(`${group}.`))
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(group.length + 1), value]))
}

/** Fields of a group, under its name. */
export function asGroup(group: string, fields: SeedFields): SeedFields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [`${group}.${key}`, value]))
}

export function sameFields(a: SeedFields, b: SeedFields): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => a[key] === b[key])
}
