import type { Kysely } from 'kysely'
import { findOpeningSet } from '~/bids/open.server'
import type { Stage } from '~/bids/opening'
import { keepKeys, keepPeels, takeWraps } from '~/bids/peels/peel.server'
import { unwrap } from '~/bids/peels/unwrapping'
import { type OwnKey, encryptTo, makeKey } from '~/rounds/sealing/age'
import type { Database } from '~db/schema'
import { sha256 } from '~/kernel/sha256'
import type { peopleOf, Someone } from './people'

export type Opener = Someone & OwnKey & { no: number }

// Keys are as good as new in every round of a test file, and take a while to make.
const keys: Promise<OwnKey>[] = [1, 2, 3].map(() => makeKey())

/** Three openers of three organizations whose keys are made and rehearsed. */
export async function nameThree(
  owner: Kysely<Database>,
  people: ReturnType<typeof peopleOf>,
  roundId: string,
): Promise<Opener[]> {
  const openers: Opener[] = []
  for (const no of [1, 2, 3]) {
    const someone = await people.someone('agency', ['opener'])
    openers.push({ ...someone, ...(await keys[no - 1]!), no })
  }
  await owner.deleteFrom('openerKeys').where('roundId', '=', roundId).execute()
  for (const { no, personId, orgId, recipient } of openers) {
    const rehearsal = Buffer.from(await encryptTo('rehearsal', recipient))
    const rehearsalHash = sha256('rehearsal')
    await owner
      .insertInto('openerKeys')
      .values({ roundId, no, personId, orgId, recipient, rehearsal, rehearsalHash, readyAt: new Date() })
      .execute()
  }
  return openers
}

/** What an opener's browser does: takes wraps, opens them, brings back what came out. Answers whether the stage is over. */
export async function openWithKey(opener: Opener, roundId: string, stage: Stage): Promise<boolean> {
  const { over } = await findOpeningSet(opener.db, roundId, stage)
  const act = <T>(work: (tx: Kysely<Database>) => Promise<T>) => opener.db.transaction().execute(work)
  for (;;) {
    const wraps = await act((tx) => takeWraps(tx, opener.actor, roundId, stage, over!))
    if (wraps.length === 0) return false
    const { peels, keys: found } = await unwrap(opener.identity, wraps)
    const peeled =
      peels.length > 0 &&
      (await act((tx) => keepPeels(tx, opener.actor, roundId, { stage, over: over!, peels })))
    const opened =
      found.length > 0 &&
      (await act((tx) => keepKeys(tx, opener.actor, roundId, { stage, over: over!, keys: found })))
    if (peeled || opened) return true
  }
}
