import { settings } from './steps/settings.ts'
import './resolve.ts'

const usage = `usage: npm run --silent keys -- rotate
  Wraps every data key with the newest master key and prints one JSON line; bodies stay as they are.
  First add a line NUMBER:HEX of 32 random bytes to the master keys and start the server and worker anew with both keys.
  It may be stopped and repeated. An older key may go once the answer is 0 and no backup that is kept needs it.
  exit 0: nothing rests on an older key   1: sealed offers still do, keep it   2: not understood, or keys do not open`

if (process.argv.slice(2).join(' ') === 'rotate') process.exitCode = await rotate().catch(broken)
else {
  console.error(usage)
  process.exitCode = 2
}

async function rotate(): Promise<number> {
  const env = await settings({}, 2)
  const { openDatabase } = await import('../db/open.ts')
  const { connectAs } = await import('../db/where.ts')
  const { rewrapAll, restingOn } = await import('../db/rewrap.ts')
  const entrance = await openDatabase(env)
  const { db, pool } = connectAs('muster_owner', env, { max: 1, applicationName: 'muster keys' })
  try {
    const newest = env.masterKeys.at(-1)!
    const onBatch = (place: string, many: number) => many > 0 && console.error(`${place} ${many}`)
    const rewrapped = await rewrapAll(db, env.masterKeys, { onBatch })
    const resting = await restingOn(db, newest)
    console.log(JSON.stringify({ newest: newest.version, rewrapped, resting }))
    return Object.keys(resting).length === 0 ? 0 : 1
  } finally {
    await pool.end()
    await entrance.release()
  }
}

function broken(error: unknown): number {
  console.error(error instanceof Error ? error.message : String(error))
  return 2
}
