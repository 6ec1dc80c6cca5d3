import type { HttpReply } from './http-types.ts'

type Extra = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> }

export function jsonReply(value: unknown, { status = 200, headers = {} }: Extra = {}): HttpReply {
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  }
}

export function htmlReply(markup: string, { status = 200, headers = {} }: Extra = {}): HttpReply {
  return {
    kind: 'answer',
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: markup,
  }
}
