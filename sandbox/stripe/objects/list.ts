export type ListObject<Item> = {
  readonly object: 'list'
  readonly data: readonly Item[]
  readonly has_more: boolean
  readonly url: string
}

export function listObject<Item>(input: {
  readonly data: readonly Item[]
  readonly url: string
  readonly hasMore?: boolean
}): ListObject<Item> {
  return { object: 'list', data: input.data, has_more: input.hasMore ?? false, url: input.url }
}
