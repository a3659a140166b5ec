import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './steps/project.js'

// Holds the contract that the test double keeps against Stripe itself: its test mode, by a key of one's own.
const file = join(project, '.env')
if (existsSync(file)) process.loadEnvFile(file)
const key = process.env.STRIPE_SECRET_KEY ?? ''
if (!/^sk_test_(?!double_)\w+$/.test(key)) {
  const why = key.startsWith('sk_live_') ? 'a live key is never used for tests' : 'it is not set'
  console.error(`
**********************************************************************
  SKIPPED: nothing was checked against Stripe.
  STRIPE_SECRET_KEY must be a key of Stripe's test mode (sk_test_…): ${why}.
**********************************************************************
`)
  process.exit(0)
}
const vitest = [
  'vitest',
  'run',
  '--config',
  'remix.config.js',
  '--project',
  'rooms',
  'test/stripe/contract.test.ts',
]
const { status } = spawnSync('npx', vitest, {
  cwd: project,
  stdio: 'inherit',
  env: { ...process.env, VITEST: '1', STRIPE_SECRET_KEY: '', STRIPE_CONTRACT_KEY: key },
})
process.exit(status ?? 1)
