import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A migrated database that nobody else uses, in a folder that goes with it. */
export async function ownDatabase() {
  const { openDatabase } = await import('../../db/open.ts')
  const { connect } = await import('../../db/database.ts')
  const { upgrade } = await import('../../db/upgrade.ts')
  const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'))
  process.env.DATA_DIR = folder
  const entrance = await openDatabase({ DATABASE_URL: undefined, DATA_DIR: folder } as never, {
    durable: false,
  })
  await upgrade(entrance.as('muster_owner'))
  const superuser = connect(entrance.as('postgres'), {
    max: 1,
    applicationName: 'bench',
    patience: 'unlimited',
  })
  const release = async () => {
    await superuser.pool.end()
    await entrance.release()
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    superuser: superuser.pool,
    as: (role: Parameters<typeof entrance.as>[0]) => entrance.as(role),
    release,
  }
}
