import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { findChannel } from '../channels/channels.server'
import { sealText } from '../channels/cipher.server'
import { type CaseChannelKind, otherSide, sideIn } from '../channels/kinds'
import { isClosed } from '../lifecycle'
import { findCase } from '../queries.server'
import { addVersion, broughtBy } from './adding.server'
import { isUndisputed } from './commenting'
import type { ItemDeed, RequestDeed } from './form'
import { findChannelById, listComments, readItem } from './reading.server'

type Tx = Kysely<Database>

/** One of the deeds on an item. Refuses: not-your-move, reason-needed, not-agreed, and as addEvidence. */
export async function doItemDeed(tx: Tx, actor: Actor, caseId: string, itemId: string, deed: ItemDeed) {
  const { its, item, side, kind } = (await readItem(tx, caseId, itemId)) ?? refuse('case-unknown')
  if (deed.move === 'carry' || deed.move === 'withhold') {
    const mayConsent = side && !its.roles.includes('guest') && kind === 'joint'
    refuseIf(mayConsent ? (item.withdrawnAt ? 'not-now' : null) : 'not-your-move')
    return consent(tx, caseId, itemId, side!, deed.move === 'carry')
  }
  refuseIf(isClosed(its.state) || item.withdrawnAt ? 'not-now' : null)
  const own = !its.roles.includes('guest') && item.bySide === broughtBy(its.roles)
  if (deed.move === 'comment') {
    refuseIf(side && kind === 'joint' ? null : 'not-your-move')
    return comment(tx, actor, itemId, side!, deed)
  }
  if (deed.move === 'agree') return agree(tx, caseId, itemId, side)
  refuseIf(own && item.kind !== 'platform_record' ? null : 'not-your-move')
  const channel = (await findChannelById(tx, item.channelId))!
  if (deed.move === 'version') return addVersion(tx, actor, channel, itemId, deed)
  await tx
    .updateTable('evidenceItems')
    .set({
      withdrawnAt: sql<Date>`clock_timestamp()`,
      withdrawnReasonCt: sealText(channel, 'evidence_items', itemId, deed.reason),
    })
    .where('id', '=', itemId)
    .execute()
}

async function comment(
  tx: Tx,
  actor: Actor,
  itemId: string,
  side: 'claimant' | 'respondent',
  { head, verdict, reason }: Extract<ItemDeed, { move: 'comment' }>,
) {
  refuseIf(verdict === 'deny' && reason === '' ? 'reason-needed' : null, { field: 'reason' })
  const said = { verdict, reason, by: actor.personId, at: sql<Date>`clock_timestamp()` }
  await tx
    .insertInto('evidenceComments')
    .values({ itemId, side, head, ...said })
    .onConflict((conflict) => conflict.columns(['itemId', 'side', 'head']).doUpdateSet(said))
    .execute()
}

async function agree(tx: Tx, caseId: string, itemId: string, side: 'claimant' | 'respondent' | null) {
  if (!side) return refuse('not-your-move')
  refuseIf(isUndisputed(await listComments(tx, itemId)) ? null : 'not-agreed')
  const yes = side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt'
  const said = { [yes]: sql<Date>`clock_timestamp()` }
  await tx
    .insertInto('agreedFacts')
    .values({ itemId, caseId, ...said })
    .onConflict((conflict) => conflict.column('itemId').doUpdateSet(said))
    .execute()
}

/** A side lets a file go into the bundle as it is, or takes that back: also after the case, for as long as it is taken along. */
async function consent(
  tx: Tx,
  caseId: string,
  itemId: string,
  side: 'claimant' | 'respondent',
  isGiven: boolean,
) {
  const said = {
    [side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt']: isGiven
      ? sql<Date>`clock_timestamp()`
      : null,
  }
  await tx
    .insertInto('evidenceConsents')
    .values({ itemId, caseId, ...said })
    .onConflict((conflict) => conflict.column('itemId').doUpdateSet(said))
    .execute()
}

/** "Please provide": asked in a channel, answered by the side it is asked of. Refuses: not-your-move, not-now. */
export async function doRequestDeed(
  tx: Tx,
  actor: Actor,
  caseId: string,
  kind: CaseChannelKind,
  deed: RequestDeed,
) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(isClosed(its.state) ? 'not-now' : null)
  const channel = (await findChannel(tx, caseId, kind)) ?? refuse('case-unknown')
  const side = sideIn(its.roles)
  if (deed.move === 'ask') {
    const ownerSide = side ? otherSide(side) : deed.owner
    refuseIf(ownerSide && kind === 'joint' ? null : 'not-your-move')
    const id = await freshId(tx)
    await tx
      .insertInto('evidenceRequests')
      .values({
        id,
        caseId,
        channelId: channel.id,
        by: actor.personId,
        ownerSide: ownerSide!,
        textCt: sealText(channel, 'evidence_requests', id, deed.text),
        dueOn: deed.dueOn,
      })
      .execute()
    return
  }
  const answered = await tx
    .updateTable('evidenceRequests')
    .set({ state: stateAfter[deed.move] })
    .where('id', '=', deed.requestId)
    .where('channelId', '=', channel.id)
    .where('state', 'in', deed.move === 'reopen' ? ['provided', 'refused'] : ['open'])
    .$if(deed.move !== 'reopen', (query) => query.where('ownerSide', '=', side ?? 'claimant'))
    .returning('id')
    .executeTakeFirst()
  refuseIf(answered && (side || deed.move === 'reopen') ? null : 'not-your-move')
}

const stateAfter = { provide: 'provided', refuse: 'refused', reopen: 'open' } as const
