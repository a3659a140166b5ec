import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

// The worker and the scripts run on Node's type stripping, which knows no JSX: no parts may come along.
test('the worker’s code loads without a bundler', async () => {
  const load = `await import('./scripts/resolve.ts'); await import('~/jobs.server'); console.log('loaded')`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', load])
  expect(stdout.trim()).toBe('loaded')
})
