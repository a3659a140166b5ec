import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { keepSeed } from '~/rounds/openers/seed.server'
import { listRecipients } from '~/rounds/openers/queries.server'
import { type PledgeValues, pledgeForm } from '~/rounds/form'
import { isUnconditional } from '~/rounds/ceiling'
import { ceilingOf, conditionsOf } from '~/rounds/pledges/conditions'
import { findPledgeDesk } from '~/rounds/pledges/desk.server'
import { makeKey, sealForOpeners } from '~/rounds/sealing/age'
import { beforeNotice, envelopeField } from '~/rounds/sealing/envelope'
import { recipientsOf } from '~/rounds/sealing/notice'
import type { Canonical } from '~/kernel/canonical'
import type { Database } from '~db/schema'
import type { Someone } from './people'

/** The seed of a round as an officer's browser seals it. */
export async function aSeed(
  roundId: string,
  author: string,
  recipients: readonly string[],
  body: Canonical = {
    format: 'seed/1',
    seed: randomBytes(32).toString('hex'),
    codeSalt: randomBytes(32).toString('hex'),
  },
) {
  const { recipient } = await makeKey()
  const place = { round: roundId, noticeHash: beforeNotice, kind: 'seed', lot: null, author } as const
  return (await sealForOpeners(place, body, recipients, recipient, randomBytes(32)))!
}

/** An officer draws the seed of a draft whose openers' keys are made. */
export async function drawSeed(officer: Someone, roundId: string) {
  const recipients = await listRecipients(officer.db, roundId)
  const { envelope } = await aSeed(roundId, officer.orgId, recipients)
  await officer.db
    .transaction()
    .execute((tx: Kysely<Database>) => keepSeed(tx, officer.actor, roundId, envelopeField.parse(envelope)))
}

/** What a buyer's browser posts of a pledge: the conditions as an envelope to the round's openers, if there are any. */
export async function postedOf(by: Someone, lotId: string, values: PledgeValues) {
  const { roundId } = await by.db
    .selectFrom('lots')
    .select('roundId')
    .where('id', '=', lotId)
    .executeTakeFirstOrThrow()
  const { sealing } = (await findPledgeDesk(by.db, by.actor, roundId, lotId, new Date()))!
  if (sealing.by === 'platform') return { values, sealed: null }
  const conditions = conditionsOf(values)
  const rest: PledgeValues = {
    ...values,
    ...pledgeForm.pick({ accept: true, vendors: true, editions: true }).parse({}),
    ceiling: null,
    stretchCeiling: null,
    pledge: sealing.pledge,
  }
  if (values.keep || isUnconditional(conditions)) return { values: rest, sealed: null }
  const sealed = (await sealForOpeners(
    {
      round: roundId,
      noticeHash: sealing.noticeHash,
      kind: 'ceiling',
      lot: lotId,
      author: by.orgId,
    },
    ceilingOf(sealing.pledge, conditions),
    recipientsOf(sealing.notice, sealing.noticeHash)!,
    (await makeKey()).recipient,
    randomBytes(32),
  ))!
  return { values: { ...rest, sealed: envelopeField.parse(sealed.envelope) }, sealed }
}
