import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { startDouble } from './double.ts'

// The double as a process of its own: told where to listen and whom to tell, it says its port to its parent.
const {
  STRIPE_DOUBLE_PORT,
  STRIPE_DOUBLE_SECRET,
  STRIPE_DOUBLE_WEBHOOK,
  STRIPE_DOUBLE_STATE,
  NODE_ENV,
  DEMO,
} = process.env
if (NODE_ENV === 'production' && DEMO !== '1') {
  console.error('The Stripe double never runs in production.')
  process.exit(1)
}
if (!STRIPE_DOUBLE_SECRET?.startsWith('whsec_double_')) {
  console.error('STRIPE_DOUBLE_SECRET must begin with whsec_double_.')
  process.exit(1)
}
const file = STRIPE_DOUBLE_STATE
const double = await startDouble({
  port: Number(STRIPE_DOUBLE_PORT ?? 0),
  secret: STRIPE_DOUBLE_SECRET,
  webhook: STRIPE_DOUBLE_WEBHOOK ?? null,
  saved: file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined,
  ...(file && {
    save(state: unknown) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, JSON.stringify(state))
      renameSync(`${file}.new`, file)
    },
  }),
})
process.send?.({ port: double.port })
// Ctrl+C reaches the whole group: the parent ends the double last, since it is asked until then.
process.on('SIGINT', () => {})
for (const end of ['SIGTERM', 'disconnect'])
  process.once(end as 'SIGTERM', () => void double.stop().then(() => process.exit(0)))
