import { settings, stop } from './steps/settings.ts'

// npm run seed: tells the demo market into an empty database; with --reset it empties a demo market first.
const env = await settings()
const { emptyDemo } = await import('../db/emptying.ts')
const { agreeOnKeys } = await import('../db/keys.ts')
const { openDatabase } = await import('../db/open.ts')
const { upgrade } = await import('../db/upgrade.ts')
const { connectAs } = await import('../db/where.ts')
const { seed } = await import('../db/seeds/index.ts')
const { cast } = await import('../db/seeds/cast.ts')

try {
  let entrance = await openUpgraded()
  if (process.argv.includes('--reset')) {
    await emptyDemo(entrance.as('muster_owner'), cast[0]!.mail)
    await entrance.release()
    entrance = await openUpgraded()
  }
  await agreeOnKeys(entrance.as('muster_owner'), env)
  const owner = connectAs('muster_owner', env, {
    max: 1,
    patience: 'unlimited',
    applicationName: 'muster seed',
  })
  const began = performance.now()
  console.log(
    (await seed(owner.db))
      ? `The demo market is told (${((performance.now() - began) / 1000).toFixed(1)} s).`
      : 'The database holds a market already; nothing was changed. --reset restores the demo market.',
  )
  await owner.pool.end()
  await entrance.release()
} catch (error) {
  stop(error)
}

/** Rights of the owner that went with the tables are given again here. */
async function openUpgraded() {
  const entrance = await openDatabase(env)
  await upgrade(entrance.as('muster_owner'))
  return entrance
}
