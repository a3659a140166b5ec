import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LaunchOptions } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { stopUnusedDatabase } from '../../db/embedded.ts'
import { placeOf, port as socketPort } from '../../db/embedded/place.ts'
import { openDatabase } from '../../db/open.ts'
import { build } from '../../scripts/steps/build.js'
import { alone, project as folder } from '../../scripts/steps/project.js'
import { bareSettings } from './bare-settings.ts'
import { findChromium } from './chromium.ts'
import { freePort } from './free-port.ts'
import { dataFolder, dropFoldersOfRun } from './memory.ts'
import { asSuperuser, dropLeftovers, makeTemplate } from './template.ts'

export type Market = {
  origin: string
  databaseUrl: string
  dataDir: string
  /** Where the Stripe double listens, by which this market takes cards. */
  stripe: string
  chromium: LaunchOptions
}

declare module 'vitest' {
  interface ProvidedContext {
    market: Market
  }
}

/** The demo market in a database of its own, with the built server and a worker as processes, as in production. */
export default async function setup(project: TestProject) {
  await alone(() => build())
  const where = {
    DATABASE_URL: process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL,
    DATA_DIR: dataFolder(folder),
  }
  const entrance = await openDatabase(where, { durable: false })
  const name = `test_${process.pid}_journeys`
  const home = mkdtempSync(join(tmpdir(), 'muster-journeys-'))
  const ends: (() => Promise<unknown>)[] = [
    async () => !where.DATABASE_URL && stopUnusedDatabase(where.DATA_DIR),
    entrance.release,
    async () => rmSync(home, { recursive: true }),
    async () => dropFoldersOfRun(),
    () =>
      asSuperuser(entrance.as('postgres', 'postgres'), (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      ),
  ]
  const end = async () => {
    const faults: unknown[] = []
    for (const one of ends.toReversed()) await one().catch((error: unknown) => faults.push(error))
    if (faults.length > 0) throw faults[0]
  }
  try {
    await dropLeftovers(entrance)
    const template = await makeTemplate(entrance)
    await asSuperuser(entrance.as('postgres', 'postgres'), (client) =>
      client.query(`create database ${name} owner muster_owner template ${template}`),
    )
    const databaseUrl = addressOf(where, name)
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const double = await startDouble(`${origin}/webhooks/stripe`)
    ends.push(double.end)
    const env = {
      DATABASE_URL: databaseUrl,
      DATA_DIR: home,
      PORT: String(port),
      LOG_LEVEL: 'error',
      SHED_AFTER_MS: '60000',
      NODE_ENV: 'production',
      STRIPE_SECRET_KEY: 'sk_test_double_journeys',
      STRIPE_WEBHOOK_SECRETS: webhookSecret,
      STRIPE_API_HOST: '127.0.0.1',
      STRIPE_API_PORT: String(double.port),
      STRIPE_API_PROTOCOL: 'http',
      STRIPE_TRANSFERS: '1',
    }
    await ended(run('seed', env))
    for (const script of ['server', 'worker']) {
      const child = run(script, env)
      ends.push(async () => {
        const alive = child.kill('SIGTERM')
        await ended(child)
        if (!alive) throw new Error(`The ${script} had ended during the journeys.`)
      })
    }
    await whenReady(origin)
    const stripe = `http://127.0.0.1:${double.port}`
    project.provide('market', { origin, databaseUrl, dataDir: home, stripe, chromium: await findChromium() })
  } catch (error) {
    await end()
    throw error
  }
  return end
}

const webhookSecret = 'whsec_double_journeys'

/** The double in a process of its own, as in the demo. */
async function startDouble(webhook: string) {
  const child = fork(join(folder, 'test/stripe/serve.ts'), [], {
    cwd: folder,
    execArgv: [],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      STRIPE_DOUBLE_SECRET: webhookSecret,
      STRIPE_DOUBLE_WEBHOOK: webhook,
    },
  })
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return {
    port,
    async end() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function addressOf(
  { DATABASE_URL, DATA_DIR }: { DATABASE_URL: string | undefined; DATA_DIR: string },
  name: string,
) {
  const url = new URL(DATABASE_URL ?? `postgres://postgres@localhost:${socketPort}`)
  url.pathname = `/${name}`
  if (!DATABASE_URL) url.searchParams.set('host', placeOf(DATA_DIR).run)
  return url.href
}

function run(script: string, settings: Record<string, string>) {
  return spawn(process.execPath, [join(folder, 'scripts', `${script}.ts`)], {
    cwd: folder,
    env: { ...process.env, ...bareSettings, ...settings },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

function ended(child: ReturnType<typeof run>) {
  return new Promise<void>((resolve, reject) => {
    const judge = (code: number | null) =>
      code === 0 ? resolve() : reject(new Error(`${child.spawnargs[1]} ended with ${code}`))
    if (child.exitCode !== null || child.signalCode !== null) judge(child.exitCode)
    else child.once('exit', judge)
  })
}

async function whenReady(origin: string) {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null)
    if (answer?.ok) return
    await pause(100)
  }
  throw new Error(`${origin} was not ready within a minute.`)
}
