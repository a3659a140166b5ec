import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import * as z from 'zod'

const flag = z
  .enum(['0', '1', ''])
  .default('')
  .transform((value) => value === '1')
const port = z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65535)
const absent = z.literal('').transform(() => undefined)
const optionalText = z.string().min(1).or(absent).optional()

const settings = z.object({
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_ORIGIN: z
    .url({ error: 'must be an origin such as https://muster.example.cn' })
    .or(absent)
    .optional(),
  DATABASE_URL: z.string().startsWith('postgres', 'must be a postgres:// address').or(absent).optional(),
  DATABASE_APP_URL: z.string().startsWith('postgres', 'must be a postgres:// address').or(absent).optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: flag,
  MASTER_KEYS: optionalText,
  MASTER_KEY_FILE: optionalText,
  FINGERPRINT_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .or(absent)
    .optional(),
  SMTP_URL: z.string().startsWith('smtp', 'must be an smtp:// or smtps:// address').or(absent).optional(),
  MAIL_FROM: z.string().default('Muster <no-reply@localhost>'),
  TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(5).default(0),
  METRICS_PORT: port.or(absent).optional(),
  OCDS_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/, 'must look like ocds-abc123')
    .default('ocds-muster'),
  STRIPE_SECRET_KEY: optionalText,
  STRIPE_WEBHOOK_SECRETS: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean)),
  STRIPE_API_HOST: optionalText,
  STRIPE_API_PORT: port.or(absent).optional(),
  STRIPE_API_PROTOCOL: z.enum(['http', 'https']).or(absent).optional(),
  BACKUP_DIR: optionalText,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Env = ReturnType<typeof read>

/** A setting that cannot be used: one sentence that names it. */
export class WrongSetting extends Error {}

/** Reads the settings once; throws WrongSetting naming the first that is wrong. */
export function read(source: Record<string, string | undefined>) {
  const parsed = settings.safeParse(source)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new WrongSetting(
      `${issue.path.join('.')} ${issue.message.startsWith('must') ? issue.message : `cannot be used: ${issue.message}`}.`,
    )
  }
  const env = parsed.data
  const origin = (env.PUBLIC_ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, '')
  const { protocol, hostname } = new URL(origin)
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  if (protocol === 'http:' && !loopback)
    throw new WrongSetting('PUBLIC_ORIGIN must be https unless it is on this machine.')
  if (env.DEMO && !loopback)
    throw new WrongSetting('DEMO must be off when PUBLIC_ORIGIN is not on this machine.')
  const dataDir = resolve(env.DATA_DIR)
  const keysDir = join(dataDir, 'keys')
  if (protocol === 'https:' && !env.MASTER_KEYS && !env.MASTER_KEY_FILE)
    throw new WrongSetting(
      'MASTER_KEY_FILE must name a key file outside of the data folder when PUBLIC_ORIGIN is https.',
    )
  return {
    ...env,
    PUBLIC_ORIGIN: origin,
    DATA_DIR: dataDir,
    masterKeys: masterKeys(
      env.MASTER_KEYS ??
        textOf(
          env.MASTER_KEY_FILE ?? keyFile(keysDir, 'master', () => `1:${randomBytes(32).toString('hex')}`),
        ),
    ),
    fingerprintKey: Buffer.from(
      env.FINGERPRINT_KEY ?? textOf(keyFile(keysDir, 'fingerprint', () => randomBytes(32).toString('hex'))),
      'hex',
    ),
    keysDir,
  }
}

/** `1:<64 hex>,2:<64 hex>`: versions with their keys, one per line or parted by commas; the newest last. */
function masterKeys(text: string) {
  const keys = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const match = /^(\d{1,4}):([0-9a-f]{64})$/.exec(entry)
      if (!match)
        throw new WrongSetting('MASTER_KEYS must hold entries such as 1: followed by 64 hexadecimal digits.')
      return { version: Number(match[1]), key: Buffer.from(match[2]!, 'hex') }
    })
  if (keys.length === 0) throw new WrongSetting('MASTER_KEYS must hold at least one key.')
  return keys.toSorted((a, b) => a.version - b.version)
}

function textOf(file: string) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw new WrongSetting(`MASTER_KEY_FILE cannot be read: ${file}.`)
  }
}

/** A key made once on this machine, readable by its owner only. Of two starts at once one makes it. */
function keyFile(folder: string, name: string, make: () => string) {
  const file = join(folder, name)
  if (existsSync(file)) return file
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${make()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return file
}

export const env: Env = read(process.env)
