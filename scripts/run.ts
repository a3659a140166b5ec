import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { keepRunning } from './steps/child.ts'
import { onEnding } from './steps/ending.ts'
import { settings, stop, touchData } from './steps/settings.ts'
import { startStripeDouble } from './steps/stripe-double.ts'

// The second step of npm start: database, server and worker, in the foreground until it is told to end.
const flags = process.argv.slice(2)
const demo = flags.includes('--demo')
const patience = 10_000
const dev = flags.includes('--dev')

const double = demo ? await startStripeDouble() : null
const env = await settings({
  NODE_ENV: dev ? 'development' : 'production',
  ...(demo && { DEMO: '1', LOG_LEVEL: 'warn' }),
})
const ends: (() => Promise<void>)[] = double ? [double.end] : []
const { fail } = onEnding(async () => {
  for (const end of ends.toReversed()) await end()
})

try {
  await refuseBusyPort()
  await touchData(env)
  const { agreeOnKeys } = await import('../db/keys.ts')
  const { openDatabase } = await import('../db/open.ts')
  const { upgrade } = await import('../db/upgrade.ts')
  const { connectAs } = await import('../db/where.ts')
  const entrance = await openDatabase(env)
  ends.push(entrance.release)
  await upgrade(entrance.as('muster_owner'))
  await agreeOnKeys(entrance.as('muster_owner'), env)
  const owner = connectAs('muster_owner', env, {
    max: 2,
    patience: 'unlimited',
    applicationName: 'muster start',
  })
  const empty = await isEmpty(owner.db)
  if (empty && demo) {
    console.log('Telling the demo market into the empty database …')
    const { seed } = await import('../db/seeds/index.ts')
    await seed(owner.db)
  }
  await double?.adopt(owner.db)
  const link = empty && !demo ? await setUpLink(owner.db) : null
  await owner.pool.end()

  const server = keepRunning('server', dev ? ['--dev'] : [], fail)
  const worker = keepRunning('worker', [], fail)
  ends.push(async () => void (await Promise.all([server.stop(), worker.stop()])))
  // Whatever else answers on the port is not ours.
  await server.heard
  await whenReady()
  console.log(`\n集正 Muster: ${env.PUBLIC_ORIGIN}\n`)
  if (link)
    console.log(
      `Nobody is here yet. The first officer sets the office up (once, within 24 hours):\n${link}\n`,
    )
  if (demo) await printSignIns()
  console.log('Ctrl+C ends it.')
} catch (error) {
  stop(error)
}

async function refuseBusyPort() {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new Error(portSentence(error))))
    probe.listen(env.PORT, env.HOST, () => probe.close(() => resolve()))
  })
}

function portSentence({ code }: NodeJS.ErrnoException) {
  const where = `PORT ${env.PORT} on HOST ${env.HOST}`
  if (code === 'EADDRINUSE')
    return `${where} is taken by another program, or by a Muster that already runs. End it, or set PORT.`
  if (code === 'EACCES') return `${where} may not be opened by this user. Set PORT to 1024 or more.`
  return `${where} cannot be opened (${code}).`
}

type Owner = Parameters<typeof import('~/people/commands.server').makeLink>[0]

async function isEmpty(db: Owner) {
  return !(await db.selectFrom('organizations').select('id').limit(1).executeTakeFirst())
}

async function setUpLink(db: Owner) {
  const { makeLink } = await import('~/people/commands.server')
  const token = await db.transaction().execute((tx) => makeLink(tx, { purpose: 'office', hours: 24 }))
  return `${env.PUBLIC_ORIGIN}/set-up/${token}`
}

async function whenReady() {
  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${env.PORT}/readyz`
  for (const began = Date.now(); ; await pause(100)) {
    const answer = await fetch(address).catch(() => null)
    if (answer?.ok) return
    if (answer && Date.now() - began > patience) return tellFaults(await answer.json())
  }
}

function tellFaults({ failed }: { failed: string[] }) {
  console.error(
    `Not everything is in order (/readyz: ${failed.join(', ')}); what it concerns is refused until it is.`,
  )
}

async function printSignIns() {
  const { cast, demoPassword } = await import('../db/seeds/cast.ts')
  console.log(
    `Sign in with the password ${demoPassword}; codes of the second factor stand on the sign-in page.`,
  )
  console.table(
    cast
      .filter((person) => person.shown)
      .map(({ name, mail, roles }) => ({ name, mail, roles: roles.join(', ') })),
  )
}
