import { acceptImport } from '../../app/compliance/inventories/accept.server.ts'
import { mapImport } from '../../app/compliance/inventories/map.server.ts'
import { proposePack } from '../../app/compliance/packs/propose.server.ts'
import { decideEntry } from '../../app/compliance/queue/decide.server.ts'
import { organizations } from './cast.ts'
import { earlierFigures, earlierPack } from './earlier-pack.ts'
import { archive, upload } from './jinghe.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

/** Two enterprises that list a spare computer, and say of one title what it is: it waits for release to all. */
const saying = ['lantu', 'northport'] as const

/** The pack in use, a newer one that waits for an officer, and a name that two enterprises confirmed alike. */
export function planRecognition(story: Timeline) {
  const { clock, plan } = story
  plan(clock.past(299, 9), async () => {
    await story.as(null)
    await proposePack(story.db, earlierPack, earlierFigures)
  })
  for (const [at, key] of saying.entries()) plan(clock.past(24 - at * 3, 15), () => say(story, key))
  plan(clock.past(2, 9), async () => {
    await story.as(null)
    await proposePack(story.db)
  })
}

async function say(story: Timeline, key: (typeof saying)[number]) {
  const { db } = story
  const by = personOf(
    organizations.find((org) => org.key === key)!,
    'asset_manager',
  )
  const org = orgId(key)
  await story.as(by)
  const seen = story.moment()
  await db
    .insertInto('computers')
    .values({
      orgId: org,
      no: 'BY-001',
      department: '技术部',
      state: 'spare',
      inventoriedAt: seen,
      softwareAt: seen,
      osAt: seen,
    })
    .execute()
  const machine = { no: 'BY-001', department: '技术部', os: null, laptop: false, rows: [archive] }
  const importId = await upload(story, [machine], '备用机.zip', { org, by })
  const manager = await story.as(by)
  await mapImport(db, manager, importId, [])
  await acceptImport(db, importId)
  const entry = await db
    .selectFrom('queueEntries')
    .select('id')
    .where('orgId', '=', org)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const said = {
    entryId: entry.id,
    productId: null,
    editionId: null,
    releaseId: null,
    class: 'component' as const,
  }
  await decideEntry(db, await story.as(by), said)
}
