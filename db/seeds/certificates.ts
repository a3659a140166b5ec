import { issueCertificate } from '../../app/licenses/certificates/commands.server.ts'
import { listHindrances } from '../../app/licenses/certificates/queries.server.ts'
import type { Organization } from './cast/person.ts'
import { enterprises } from './cast.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

const candidates = [
  'lantu',
  'northport',
  'member1',
  'member2',
  'member3',
  'member4',
  'member11',
  'member21',
  'member40',
]
const askers = candidates.map((key) => enterprises.find((organization) => organization.key === key)!)

/** Enterprises without gap or open question ask for a certificate; the first renews it later. */
export function planCertificates(story: Timeline) {
  const { clock } = story
  const holders: Organization[] = []
  story.plan(clock.past(33, 11), async () => {
    for (const org of askers) if (holders.length < 3 && (await issue(story, org))) holders.push(org)
  })
  story.plan(clock.past(4, 10.5), async () => {
    for (const org of holders.slice(0, 1)) await issue(story, org)
  })
}

async function issue(story: Timeline, org: Organization): Promise<boolean> {
  const actor = await story.as(personOf(org, 'asset_manager'))
  if ((await listHindrances(story.db)).length > 0) return false
  await issueCertificate(story.db, actor, story.moment())
  return true
}
