import { readSandboxOptions } from './read-sandbox-options.ts'
import { startSandbox } from './start-sandbox.ts'

const sandbox = await startSandbox(readSandboxOptions(process.env))

let stopping = false
const stop = () => {
  if (stopping) return
  stopping = true
  void sandbox.stop().finally(() => process.exit())
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
// The parent is gone, even if it died without a word: nobody is left to serve.
process.on('disconnect', stop)

const { control, razorpay, stripe, smtp, upstream } = sandbox
const ready = { ready: true, control, razorpay, stripe, smtp, upstream }
process.send?.(ready)
console.log(JSON.stringify(ready))
