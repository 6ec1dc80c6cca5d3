import type { IncomingHttpHeaders } from 'node:http'

/** A request whose body has been read whole; `rawBody` holds the bytes as they came. */
export type HttpRequest = {
  readonly method: string
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly rawBody: Buffer
}

/** What to send back. `hang` keeps the line open without an answer, `reset` cuts it: both imitate a failing network. */
export type HttpReply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string | Buffer
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }

export type Handler = (request: HttpRequest) => HttpReply | Promise<HttpReply>

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `path` is literal segments and `:name` parameters, e.g. `/v1/orders/:id/payments`. */
export type Route = { readonly method: HttpMethod; readonly path: string; readonly handle: Handler }
