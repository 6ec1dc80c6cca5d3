import type { z } from 'zod'

/** What a message says, before it has a form: a mail, or a notice on the page. Plain text; forms escape it. */
export type MessageContent = {
  subject: string
  paragraphs: string[]
  /** Rows of a small table, label and value. */
  rows?: [string, string][]
  /** Where to go on; a path of the product. */
  action?: { label: string; path: string }
  /** The document a mail carries as a PDF. */
  attachment?: { kind: 'invoice' | 'credit_note'; id: string }
}

/** A kind of message: the JSON it is made from, and what it says then. */
export type Template<Schema extends z.ZodType> = {
  data: Schema
  compose(data: z.output<Schema>): MessageContent
  /** After this instant (real time) sending it makes no sense any more. */
  expiresAt?(data: z.output<Schema>): Temporal.Instant
}

/** Keeps the type of the data together with its schema. */
export function template<Schema extends z.ZodType>(declared: Template<Schema>): Template<Schema> {
  return declared
}
