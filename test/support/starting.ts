import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { settingNames } from '~/env.server'
import { project } from '../../scripts/steps/project.js'

// An empty setting counts as absent, and hides what a person's environment or .env says.
const unset = Object.fromEntries(settingNames.map((name) => [name, '']))

/** `node scripts/start.js …` with these settings and nobody else's; all it says, and how it ends. */
export function start(flags: readonly string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(project, 'scripts/start.js'), ...flags], {
    cwd: project,
    env: { ...process.env, ...unset, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    pid: child.pid!,
    said: () => said,
    ended,
    /** Waits for words of it; fails with all it has said when it ends before. */
    async says(words: string | RegExp) {
      for (;;) {
        if (typeof words === 'string' ? said.includes(words) : words.test(said)) return
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended: ${said}`)
        await pause(50)
      }
    },
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** A port that nobody has at this moment. */
export function freePort() {
  const probe = createServer()
  return new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    }),
  )
}
