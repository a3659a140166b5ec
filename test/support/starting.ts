import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { project } from '../../scripts/steps/project.js'
import { bareSettings } from './bare-settings'

/** `node scripts/start.js …` with these settings and nobody else's; all it says, and how it ends. */
export function start(flags: readonly string[], settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(project, 'scripts/start.js'), ...flags], {
    cwd: project,
    env: { ...process.env, ...bareSettings, NODE_ENV: 'production', VITEST: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  )
  return {
    pid: child.pid!,
    said: () => said,
    ended,
    /** Waits for words of it; fails with all it has said when it ends before. */
    async says(words: string) {
      while (!said.includes(words)) {
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
