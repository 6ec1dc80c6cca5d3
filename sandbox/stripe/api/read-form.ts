export type FormValue = string | readonly FormValue[] | Form
export type Form = { readonly [name: string]: FormValue }

type Branch = Map<string, string | Branch>

/** `items[0][price]=a&expand[]=b` as objects and lists. Throws nothing: what is odd ends as an odd name. */
export function readForm(text: string): Form {
  const root: Branch = new Map()
  for (const [name, value] of new URLSearchParams(text)) put(root, pathOf(name), value)
  return asForm(root)
}

function pathOf(name: string): string[] {
  const [head = '', ...rest] = name.split('[')
  return [head, ...rest.map((part) => part.replace(/\]$/, ''))]
}

function put(branch: Branch, [name = '', ...rest]: readonly string[], value: string): void {
  // `[]` takes the next place of the list.
  const key = name === '' ? String(branch.size) : name
  if (rest.length === 0) {
    branch.set(key, value)
    return
  }
  const known = branch.get(key)
  const next: Branch = known instanceof Map ? known : new Map()
  branch.set(key, next)
  put(next, rest, value)
}

function asForm(branch: Branch): Form {
  const entries = [...branch].map(([name, value]): [string, FormValue] => [name, asValue(value)])
  // No prototype: a field called __proto__ is a field like any other.
  return Object.assign(Object.create(null) as object, Object.fromEntries(entries))
}

function asValue(value: string | Branch): FormValue {
  if (typeof value === 'string') return value
  const names = [...value.keys()]
  if (names.length === 0 || !names.every((name) => /^\d{1,4}$/.test(name))) return asForm(value)
  const inOrder = [...value].sort(([left], [right]) => Number(left) - Number(right))
  return inOrder.map(([, part]) => asValue(part))
}
