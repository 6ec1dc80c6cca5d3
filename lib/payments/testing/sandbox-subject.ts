import type { TestSandbox } from '#sandbox/testing/open-test-sandbox.ts'
import type { ContractCall, ContractSubject } from './contract-subject.ts'

/** What every provider's sandbox does in the same way, whatever its calls are called there. */
export function sandboxSubject(options: {
  sandbox: TestSandbox
  provider: string
  calls: Record<ContractCall, { method: string; path: string }>
}) {
  const { sandbox, provider, calls } = options
  const control = async (path: string, body: object = {}) => {
    const answer = await sandbox.control('POST', path, body)
    // A payment that was declined is an answer, too.
    if (answer.status >= 300 && answer.status !== 402) {
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    return answer.body
  }
  const shared: Pick<ContractSubject, 'settle' | 'fail' | 'recover' | 'messages' | 'stop'> = {
    settle: async () => {
      await control('/clock', { advance: 'PT1M' })
    },
    fail: async (call, fault) => {
      await control('/faults', { provider, ...calls[call], fault, times: 1000 })
    },
    recover: async () => {
      await control('/reset')
    },
    messages: async () => {
      await control('/clock', { advance: 'PT1S' })
      return sandbox.app.received.map(({ raw, headers }) => ({
        rawBody: Buffer.from(raw),
        header: (name: string) => String(headers[name] ?? '') || null,
      }))
    },
    stop: () => sandbox.stop(),
  }
  return { control, shared }
}
