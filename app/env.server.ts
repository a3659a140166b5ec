import { existsSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import * as z from 'zod'
import { masterKeysFromFile, masterKeysFromText, secretFromFile } from './kernel/key-files.server'

/** A setting that the start refuses, in one sentence that names it. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`)
const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((text) => text === '1')
const postgres = z.string().regex(/^postgres(ql)?:\/\//, 'must be an address that begins with postgres://')
const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`,
    )

const settings = z.object({
  PORT: whole(1, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: address('http:', 'https:')
    .refine(isOrigin, 'must be scheme, host and port only, without a path')
    .optional(),
  TRUSTED_PROXY_HOPS: whole(0, 9).default(0),
  DATABASE_URL: postgres.optional(),
  DATABASE_APP_URL: postgres.optional(),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  DEMO: flag.default(false),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().regex(/@/, 'must hold a mail address').default('Muster <muster@localhost>'),
  MASTER_KEYS: z
    .string()
    .regex(
      /^(\s*\d{1,4}:[0-9a-f]{64}\s*(,|$))+$/,
      'must be entries such as 1: followed by 64 hexadecimal digits, parted by commas',
    )
    .optional(),
  MASTER_KEY_FILE: z.string().optional(),
  FINGERPRINT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional(),
  SIGNING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional(),
  OCDS_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/, 'must be ocds- and six letters or digits')
    .default('ocds-000000'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'must begin with sk_test_, sk_live_ or rk_live_')
    .optional(),
  STRIPE_WEBHOOK_SECRETS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
  STRIPE_API_HOST: z.string().default('api.stripe.com'),
  STRIPE_API_PORT: whole(1, 65_535).default(443),
  STRIPE_API_PROTOCOL: z.enum(['http', 'https'], 'must be http or https').default('https'),
  STRIPE_TRANSFERS: flag.default(false),
  SHED_AFTER_MS: whole(100, 60_000).default(500),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
})

/** The names of all settings. */
export const settingNames = Object.keys(settings.shape)

/** Every setting of the product, checked; what depends on another setting is checked here as well. */
export function readEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new WrongSetting(`${issue!.path.join('.')} ${issue!.message}.`)
  }
  const env = {
    ...parsed.data,
    PUBLIC_ORIGIN: parsed.data.PUBLIC_ORIGIN ?? `http://localhost:${parsed.data.PORT}`,
  }
  const wrong = whyNotTogether(env) ?? whyNotStripe(env, Boolean(source.VITEST))
  if (wrong) throw new WrongSetting(wrong)
  return withKeys(env)
}

type Settings = z.infer<typeof settings> & { PUBLIC_ORIGIN: string }
export type Env = ReturnType<typeof readEnv>

function whyNotTogether(env: Settings) {
  const { protocol, hostname } = new URL(env.PUBLIC_ORIGIN)
  const secure = protocol === 'https:'
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
  if (!secure && !near) return 'PUBLIC_ORIGIN must be https unless it is on this machine (localhost).'
  if (env.DEMO && !near)
    return 'DEMO shows sign-in codes to everyone and must be 0 unless PUBLIC_ORIGIN is on this machine.'
  if (env.DATABASE_APP_URL && !env.DATABASE_URL)
    return 'DATABASE_APP_URL needs DATABASE_URL, by which the tables are made.'
  if (env.SMTP_URL && env.MAIL_FROM.endsWith('@localhost>')) return 'MAIL_FROM must be set when SMTP_URL is.'
  if (secure && !env.MASTER_KEYS && !env.MASTER_KEY_FILE)
    return 'MASTER_KEYS or MASTER_KEY_FILE must be set when PUBLIC_ORIGIN is https.'
  if (secure && !env.FINGERPRINT_KEY) return 'FINGERPRINT_KEY must be set when PUBLIC_ORIGIN is https.'
  if (secure && !env.SIGNING_KEY) return 'SIGNING_KEY must be set when PUBLIC_ORIGIN is https.'
  if (secure && env.MASTER_KEY_FILE && isWithin(env.MASTER_KEY_FILE, env.DATA_DIR))
    return 'MASTER_KEY_FILE must not lie in DATA_DIR when PUBLIC_ORIGIN is https: whoever takes the data would have the keys.'
  return null
}

/** Live keys and the test double keep apart from each other, whatever else is set. */
function whyNotStripe(env: Settings, testing: boolean) {
  const key = env.STRIPE_SECRET_KEY ?? ''
  const elsewhere = env.STRIPE_API_HOST !== 'api.stripe.com'
  const double = key.startsWith('sk_test_double_')
  if (/^(sk|rk)_live_/.test(key)) {
    if (env.DEMO) return 'STRIPE_SECRET_KEY must not be a live key in a demo.'
    if (elsewhere) return 'STRIPE_API_HOST must not be set with a live key.'
  }
  if (key && env.STRIPE_WEBHOOK_SECRETS.length === 0)
    return 'STRIPE_WEBHOOK_SECRETS must be set when STRIPE_SECRET_KEY is.'
  if ((double || elsewhere) && !env.DEMO && !testing)
    return `${double ? 'STRIPE_SECRET_KEY of' : 'STRIPE_API_HOST for'} the test double is only for a demo (DEMO=1) or tests.`
  if (key && double !== elsewhere)
    return 'STRIPE_SECRET_KEY must be one of the test double (sk_test_double_…) exactly when STRIPE_API_HOST is not api.stripe.com.'
  return null
}

// Read when first needed: building and testing the code must not make keys.
function withKeys(env: Settings) {
  const file = (name: string) => join(env.DATA_DIR, 'keys', name)
  const masterKeyFile = env.MASTER_KEY_FILE ?? file('master-keys')
  let masters: ReturnType<typeof masterKeysFromText> | undefined
  let fingerprint: Buffer | undefined
  let signing: Buffer | undefined
  return {
    ...env,
    /** Where buyers pay online and vendors say who they are: Stripe's pages, or those of its double. */
    checkoutOrigin:
      env.STRIPE_API_HOST === 'api.stripe.com'
        ? 'https://checkout.stripe.com https://connect.stripe.com'
        : `${env.STRIPE_API_PROTOCOL}://${env.STRIPE_API_HOST}:${env.STRIPE_API_PORT}`,
    /** Where the master keys are read. */
    masterKeyPlace: env.MASTER_KEYS ? 'MASTER_KEYS' : `MASTER_KEY_FILE ${masterKeyFile}`,
    /** False where a file of master keys would be made by reading it. */
    get masterKeysThere() {
      return env.MASTER_KEYS !== undefined || existsSync(masterKeyFile)
    },
    /** The master keys, oldest first; the last one seals, all of them open. */
    get masterKeys() {
      return (masters ??= env.MASTER_KEYS
        ? masterKeysFromText(env.MASTER_KEYS)
        : named('MASTER_KEY_FILE', () => masterKeysFromFile(masterKeyFile)))
    },
    /** False where reading the key would make its file anew; so with the next. */
    get fingerprintKeyThere() {
      return env.FINGERPRINT_KEY !== undefined || existsSync(file('fingerprint-key'))
    },
    get signingSeedThere() {
      return env.SIGNING_KEY !== undefined || existsSync(file('signing-key'))
    },
    /** 32 bytes for the HMAC-SHA-256 of license keys. */
    get fingerprintKey() {
      return (fingerprint ??= env.FINGERPRINT_KEY
        ? Buffer.from(env.FINGERPRINT_KEY, 'hex')
        : named('FINGERPRINT_KEY', () => secretFromFile(file('fingerprint-key'))))
    },
    /** The 32-byte Ed25519 seed that signs receipts, certificates and checkpoints of the log. */
    get signingSeed() {
      return (signing ??= env.SIGNING_KEY
        ? Buffer.from(env.SIGNING_KEY, 'hex')
        : named('SIGNING_KEY', () => secretFromFile(file('signing-key'))))
    },
  }
}

function named<T>(setting: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new WrongSetting(`${setting}: ${(error as Error).message}.`)
  }
}

const isWithin = (path: string, folder: string) => resolve(path).startsWith(folder + sep)

function isOrigin(text: string) {
  return URL.canParse(text) && new URL(text).origin === text
}

export const env = readEnv(process.env)
