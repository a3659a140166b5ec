import { settings, stop } from './steps/settings.ts'

// npm run seed: tells the demo market into an empty database; with --reset it empties a demo market first.
const env = await settings()
const { emptyDemo } = await import('../db/emptying.ts')
const { agreeOnKeys } = await import('../db/keys.ts')
const { openDatabase } = await import('../db/open.ts')
const { renewing } = await import('../db/renewal.ts')
const { upgrade } = await import('../db/upgrade.ts')
const { connectAs } = await import('../db/where.ts')
const { seed } = await import('../db/seeds/index.ts')
const { cast } = await import('../db/seeds/cast.ts')

try {
  const entrance = await openDatabase(env)
  const owner = entrance.as('muster_owner')
  await (process.argv.includes('--reset') ? renewing(owner, () => tellAnew(owner)) : tell(owner))
  await entrance.release()
} catch (error) {
  stop(error)
}

type Owner = Parameters<typeof upgrade>[0]

/** The demo market as it was at first; servers that run meanwhile say so. */
async function tellAnew(owner: Owner) {
  await upgrade(owner)
  await emptyDemo(owner, cast[0]!.mail)
  await restoreRights()
  await tell(owner)
}

async function tell(owner: Owner) {
  await upgrade(owner)
  await agreeOnKeys(owner, env)
  const { pool, db } = connectAs('muster_owner', env, {
    max: 1,
    patience: 'unlimited',
    applicationName: 'muster seed',
  })
  const began = performance.now()
  console.log(
    (await seed(db))
      ? `The demo market is told (${((performance.now() - began) / 1000).toFixed(1)} s).`
      : 'The database holds a market already; nothing was changed. --reset restores the demo market.',
  )
  await pool.end()
}

/** Rights of the owner that went with the tables are given again where a database is opened. */
async function restoreRights() {
  const again = await openDatabase(env)
  await again.release()
}
