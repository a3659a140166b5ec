import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEnv, settingNames } from '~/env.server'
import { aFolder } from './support/folder'

const key = '07'.repeat(32)
const secure = {
  PUBLIC_ORIGIN: 'https://muster.example.cn',
  MASTER_KEYS: `1:${key}`,
  FINGERPRINT_KEY: key,
  SIGNING_KEY: key,
}

test('nothing need be set', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    PUBLIC_ORIGIN: 'http://localhost:3000',
    DEMO: false,
  })
})

test('an empty setting is one that is not set', () => {
  expect(readEnv({ PORT: '', SMTP_URL: '', DEMO: '' })).toMatchObject({ PORT: 3000, DEMO: false })
})

test.each([
  [{ PORT: 'abc' }, 'PORT must be a whole number from 1 to 65535.'],
  [{ PORT: '70000' }, 'PORT must be a whole number from 1 to 65535.'],
  [
    { PUBLIC_ORIGIN: 'https://muster.example.cn/app' },
    'PUBLIC_ORIGIN must be scheme, host and port only, without a path.',
  ],
  [
    { PUBLIC_ORIGIN: 'http://muster.example.cn' },
    'PUBLIC_ORIGIN must be https unless it is on this machine (localhost).',
  ],
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be an address that begins with postgres://.'],
  [
    { DATABASE_APP_URL: 'postgres://x' },
    'DATABASE_APP_URL needs DATABASE_URL, by which the tables are made.',
  ],
  [
    { MASTER_KEYS: `1:${key} 2:zz` },
    'MASTER_KEYS must be entries such as 1: followed by 64 hexadecimal digits, parted by commas.',
  ],
  [{ DEMO: 'yes' }, 'DEMO must be 0 or 1.'],
  [
    { ...secure, DEMO: '1' },
    'DEMO shows sign-in codes to everyone and must be 0 unless PUBLIC_ORIGIN is on this machine.',
  ],
  [{ SMTP_URL: 'http://x' }, 'SMTP_URL must be an address that begins with smtp:// or smtps://.'],
  [{ SMTP_URL: 'smtp://x' }, 'MAIL_FROM must be set when SMTP_URL is.'],
  [{ ...secure, MASTER_KEYS: '' }, 'MASTER_KEYS or MASTER_KEY_FILE must be set when PUBLIC_ORIGIN is https.'],
  [
    { ...secure, MASTER_KEYS: '', MASTER_KEY_FILE: '/srv/m/keys/k', DATA_DIR: '/srv/m' },
    'MASTER_KEY_FILE must not lie in DATA_DIR when PUBLIC_ORIGIN is https: whoever takes the data would have the keys.',
  ],
  [
    { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRETS: 'whsec_1', DEMO: '1' },
    'STRIPE_SECRET_KEY must not be a live key in a demo.',
  ],
  [
    { STRIPE_SECRET_KEY: 'rk_live_1', STRIPE_WEBHOOK_SECRETS: 'whsec_1', STRIPE_API_HOST: '127.0.0.1' },
    'STRIPE_API_HOST must not be set with a live key.',
  ],
  [{ STRIPE_SECRET_KEY: 'sk_test_1' }, 'STRIPE_WEBHOOK_SECRETS must be set when STRIPE_SECRET_KEY is.'],
  [
    {
      STRIPE_SECRET_KEY: 'sk_test_double_1',
      STRIPE_WEBHOOK_SECRETS: 'whsec_1',
      STRIPE_API_HOST: '127.0.0.1',
    },
    'STRIPE_SECRET_KEY of the test double is only for a demo (DEMO=1) or tests.',
  ],
  [
    { STRIPE_API_HOST: '127.0.0.1' },
    'STRIPE_API_HOST for the test double is only for a demo (DEMO=1) or tests.',
  ],
  [
    {
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRETS: 'whsec_1',
      STRIPE_API_HOST: 'x.test',
      DEMO: '1',
    },
    'STRIPE_SECRET_KEY must be one of the test double (sk_test_double_…) exactly when STRIPE_API_HOST is not api.stripe.com.',
  ],
  [
    { STRIPE_SECRET_KEY: 'sk_test_double_1', STRIPE_WEBHOOK_SECRETS: 'whsec_1', DEMO: '1' },
    'STRIPE_SECRET_KEY must be one of the test double (sk_test_double_…) exactly when STRIPE_API_HOST is not api.stripe.com.',
  ],
])('%o stops the start with a sentence that names it', (settings, sentence) => {
  expect(() => readEnv(settings)).toThrow(sentence)
})

test('keys are made once, for their owner only, and found again', () => {
  const DATA_DIR = aFolder()
  const first = readEnv({ DATA_DIR })
  expect(first.masterKeys).toMatchObject([{ version: 1 }])
  expect(first.fingerprintKey).toHaveLength(32)
  expect(readEnv({ DATA_DIR }).masterKeys).toEqual(first.masterKeys)
  expect(statSync(join(DATA_DIR, 'keys', 'master-keys')).mode & 0o777).toBe(0o600)
  expect(statSync(join(DATA_DIR, 'keys')).mode & 0o777).toBe(0o700)
})

test('reading the settings makes no key', () => {
  const DATA_DIR = join(aFolder(), 'none')
  readEnv({ DATA_DIR })
  expect(statSync(DATA_DIR, { throwIfNoEntry: false })).toBeUndefined()
})

test('the newest master key stands last', () => {
  const { masterKeys } = readEnv({ MASTER_KEYS: `2:${key},1:${'08'.repeat(32)}` })
  expect(masterKeys.map(({ version }) => version)).toEqual([1, 2])
})

test('.env.example names every setting, each on one line', () => {
  const named = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm)
  expect(named).toEqual(settingNames)
})
