import type { z } from 'zod'
import type { CustomerPrincipal, Principal } from '#lib/auth/principal.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { Problem } from './problem.ts'
import type { RateClass } from './rate-limit.ts'

/**
 * Who may call. `user`: anyone signed in; `customer`: someone who acts for a customer; `admin`: our staff; `public`:
 * anyone, and nobody is looked up.
 */
export type Access = 'public' | 'user' | 'customer' | 'admin'

export type PrincipalFor<Who extends Access> = Who extends 'public'
  ? null
  : Who extends 'customer'
    ? CustomerPrincipal
    : Principal

/** What a handler is given: everything checked and parsed. */
export type Call<Who extends Access, Params, Query, Body> = {
  principal: PrincipalFor<Who>
  params: Params
  query: Query
  body: Body
  /** The body as it came, for whoever verifies a signature over it. */
  bytes: Uint8Array
  request: Request
  context: RouteContext
  requestId: string
  /** The product's clock. */
  now: Temporal.Instant
  idempotency: {
    /**
     * Writes the answer in the transaction of its effects (DESIGN "Safety"), for operations that are not convergent
     * by themselves. Does nothing for a request without a key. Call it last in the transaction, with what `handle`
     * is going to return (which TypeScript could only check at the price of inferring it).
     */
    commit(tx: DatabaseOrTransaction, result: unknown): Promise<void>
  }
}

/** How a result becomes an answer. Without any of it: 200 and the result as JSON; `undefined` is 204. */
export type Respond<Result> = {
  status?: number | ((result: Result) => number)
  shape?: (result: Result) => unknown
  headers?: (result: Result) => Record<string, string>
  /** What is kept for repetitions when the answer shows a secret, which is never stored. */
  remember?: (result: Result) => unknown
}

/**
 * How a refusal looks on addresses that keep the contract of another product: its status and its JSON. `schema` is
 * what the documentation says of that JSON.
 */
export type Face = {
  (problem: Problem): { status: number; body: unknown }
  schema: z.ZodType
}

/** An answer that is not the JSON of a schema alone: a file, a stream, or JSON that a refusal does not look like. */
export type MediaAnswer = { media: string; schema?: z.ZodType }

/**
 * What a route answers, by status, beside the refusals every route has. null: nothing. A schema under 400 and above is
 * what stands in the problem beside its own members.
 */
export type Answers = Readonly<Record<number, z.ZodType | MediaAnswer | null>>

export type RouteDeclaration<Who extends Access, Params, Query, Body, Result> = {
  access: Who
  /** What it does, for who reads the documentation: an imperative, without a full stop. */
  summary?: string
  answers?: Answers
  /** In logs, metrics and idempotency records. Derived from method and path pattern when left out. */
  name?: string
  params?: z.ZodType<Params>
  /** Without it the query is not looked at. */
  query?: z.ZodType<Query>
  /**
   * Without it a body must be empty or `{}`. `raw` reads any bytes and leaves them to the handler; `stream` does not
   * even read them.
   */
  body?: z.ZodType<Body> | 'raw' | 'stream'
  limit?: RateClass
  /** Without it refusals are problem+json (RFC 9457). */
  face?: Face
  handle(call: Call<Who, Params, Query, Body>): Promise<Result> | Result
  respond?: Respond<Result>
}

export type RouteParams = Record<string, string | string[] | undefined>
export type RouteContext = { params: Promise<RouteParams> }

/** What of a declaration its documentation (`lib/openapi`) is made of. */
export type RouteFacts = Pick<
  RouteDeclaration<Access, unknown, unknown, unknown, unknown>,
  'access' | 'summary' | 'answers' | 'params' | 'query' | 'body' | 'limit' | 'face'
>

/** A route as a server calls it. */
export type RouteHandler = {
  // Next gives nothing where an address has no parameters.
  (request: Request, context: { params: Promise<RouteParams | undefined> }): Promise<Response>
  facts?: RouteFacts
}
