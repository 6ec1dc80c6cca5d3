const LOOK_EVERY_MS = 200

/**
 * `npm start` runs us below a shell, which does not pass a signal on: ended, it leaves us without our parent. That
 * loss is taken for the signal.
 */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event !== 'start') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  timer.unref()
}
