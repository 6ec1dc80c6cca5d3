/** The values that differ from what is stored: what a change sends. */
export function differing<Values extends Record<string, unknown>>(
  values: Values,
  stored: Values,
): Partial<Values> {
  const changed = Object.entries(values).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key]),
  )
  return Object.fromEntries(changed) as Partial<Values>
}

/** Null for what is no whole number: the server says what is wrong with it. */
export function whole(text: string): number | null {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null
}

type Grants = { feature: string; value: number | null }[]
type GrantTexts = Record<string, string>

/** What of each feature is granted, as text: empty is nothing, `unlimited` without limit. */
export function grantTexts(features: readonly { code: string }[], grants: Grants): GrantTexts {
  const textOf = (code: string) => {
    const grant = grants.find(({ feature }) => feature === code)
    return grant === undefined ? '' : String(grant.value ?? 'unlimited')
  }
  return Object.fromEntries(features.map(({ code }) => [code, textOf(code)]))
}

/** What is no number becomes 0, which the server refuses. */
export function grantsOf(texts: GrantTexts): Grants {
  return Object.entries(texts).flatMap(([feature, text]) => {
    const typed = text.trim().toLowerCase()
    return typed === '' ? [] : [{ feature, value: typed === 'unlimited' ? null : (whole(typed) ?? 0) }]
  })
}
