import { replyToInquiry } from '../../app/awards/prices/inquiry.server.ts'
import { startAward } from '../../app/awards/runs/start.server.ts'
import { orgId } from './people.ts'
import { reaches, type ToldRound } from './rounds.ts'
import { minutesAfter, type Timeline } from './timeline.ts'

/** Prices are open: the house asks about those that are abnormally low, and one of the vendors has answered. */
export function planInquiries(story: Timeline, rounds: readonly ToldRound[]) {
  const { db } = story
  for (const round of rounds.filter(
    ({ tale }) => reaches(tale, 'prices_opened') && !reaches(tale, 'decided'),
  )) {
    const opened = round.times.prices!
    story.plan(minutesAfter(opened, 1), async () => {
      await story.as(null)
      await startAward(db, { subjectId: round.id, facts: { round: round.id } }, story.moment())
    })
    for (const lot of round.lots)
      for (const { vendor, explains } of lot.tale.bids)
        if (explains) story.plan(minutesAfter(opened, 190), () => explain(lot.id, vendor, explains))
  }

  async function explain(lotId: string, vendor: string, reply: string) {
    const { id } = await db
      .selectFrom('bids')
      .select('id')
      .where('lotId', '=', lotId)
      .where('vendorId', '=', orgId(vendor))
      .executeTakeFirstOrThrow()
    await replyToInquiry(db, await story.as(`${vendor}Rep`), id, { reply, fileId: null })
  }
}
