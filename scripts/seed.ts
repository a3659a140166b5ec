import { settings, stop } from './steps/settings.ts'

// npm run seed: tells the demo market into an empty database; with --reset it empties a demo market first.
const env = await settings()
const { openDatabase } = await import('../db/open.ts')
const { upgrade } = await import('../db/upgrade.ts')
const { connectAs } = await import('../db/where.ts')
const { seed } = await import('../db/seeds/index.ts')
const { cast } = await import('../db/seeds/cast.ts')

try {
  const entrance = await openDatabase(env)
  await upgrade(entrance.as('muster_owner'))
  if (process.argv.includes('--reset')) await empty()
  const owner = connectAs('muster_owner', env, {
    max: 1,
    patience: 'unlimited',
    applicationName: 'muster seed',
  })
  const began = performance.now()
  console.log(
    (await seed(owner.db))
      ? `The demo market is told (${((performance.now() - began) / 1000).toFixed(1)} s).`
      : 'The database holds a market already; nothing was changed.',
  )
  await owner.pool.end()
  await entrance.release()
} catch (error) {
  stop(error)
}

/** Only a market whose people are all of the demo's cast may be thrown away. */
async function empty() {
  const owner = connectAs('muster_owner', env, {
    max: 1,
    patience: 'unlimited',
    applicationName: 'muster seed',
  })
  const known = await owner.db
    .selectFrom('persons')
    .select('id')
    .where('mail', '=', cast[0]!.mail)
    .executeTakeFirst()
  const anyone = await owner.db.selectFrom('persons').select('id').limit(1).executeTakeFirst()
  if (anyone && !known) throw new Error('This is not the demo market; it was left alone.')
  await owner.pool.query('drop owned by ledger_owner cascade; drop owned by muster_owner cascade')
  await owner.pool.end()
  const entrance = await openDatabase(env)
  await upgrade(entrance.as('muster_owner'))
  await entrance.release()
}
