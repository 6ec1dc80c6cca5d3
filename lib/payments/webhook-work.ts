import type { Transaction } from '#lib/db/client.ts'
import { scheduleAll } from '#lib/jobs/schedule-work.ts'
import type { ProviderSubject } from './provider.ts'

const WORK = {
  order: 'converge-provider-order',
  subscription: 'converge-provider-subscription',
  payment: 'converge-provider-payment',
} as const satisfies Record<ProviderSubject['kind'], string>

/** What a message is about, as its delivery keeps it: `order:provider:id`. */
export function subjectOf(provider: string, subject: ProviderSubject): string {
  return `${subject.kind}:${provider}:${subject.id}`
}

/** Has a worker look at what messages are about, as the provider has it then (invariant 8). */
export async function scheduleLooks(
  tx: Transaction,
  options: { subjects: ReadonlySet<string>; now: Temporal.Instant },
): Promise<void> {
  const { subjects, now } = options
  await scheduleAll(
    tx,
    [...subjects].map((subject) => ({ ...workOf(subject), dueAt: now, now })),
  )
}

/** The work that looks at a delivery's subject, as it stands in `due_work`. Throws for what is no subject. */
export function workOf(subject: string): { kind: (typeof WORK)[keyof typeof WORK]; subject: string } {
  const [kind = '', ...about] = subject.split(':')
  if (!isSubjectKind(kind)) throw new RangeError(`${subject} is not what a message can be about`)
  return { kind: WORK[kind], subject: about.join(':') }
}

function isSubjectKind(kind: string): kind is keyof typeof WORK {
  return Object.hasOwn(WORK, kind)
}
