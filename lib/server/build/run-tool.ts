import { spawn } from 'node:child_process'

/** Runs a program of ours to its end. Throws with what it said when it fails; says nothing otherwise. */
export async function runTool(options: {
  script: string
  args: string[]
  cwd: string
  env?: Record<string, string>
  signal?: AbortSignal
}): Promise<void> {
  const child = spawn(process.execPath, [options.script, ...options.args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  })
  let said = ''
  const keep = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-20_000)
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  if (code !== 0) throw new Error(`${options.script} ${options.args.join(' ')} failed:\n${said}`)
}
