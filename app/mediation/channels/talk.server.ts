import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { noteContact } from '../mediators/phases.server'
import { findCase } from '../queries.server'
import { findChannel, listReaders } from './channels.server'
import type { TalkValues } from './form'
import { type ChannelKind, pathOf } from './kinds'
import { findDraft, listMessages, postMessage, saveDraft, tellReaders } from './messages.server'
import { listReleased } from './release.server'

type Db = Kysely<Database>

/** One channel as its reader has it: who else reads it, what was written, what one has begun to write. */
export async function readTalk(db: Db, actor: Actor, caseId: string, kind: ChannelKind, before?: number) {
  const its = await findCase(db, caseId)
  const channel = its && (await findChannel(db, caseId, kind))
  if (!its || !channel) return undefined
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    kind,
    readers: await listReaders(db, channel.id),
    messages: await listMessages(db, channel, before),
    released: await listReleased(db, channel),
    draft: await findDraft(db, actor, channel),
  }
}

/** Writes, or keeps a draft. Refuses: case-unknown, channel-closed. */
export async function speak(
  tx: Db,
  actor: Actor,
  caseId: string,
  kind: ChannelKind,
  values: TalkValues,
  now: Date,
) {
  const channel = (await findChannel(tx, caseId, kind)) ?? refuse('case-unknown')
  if (values.move === 'draft') return saveDraft(tx, actor, channel, values.body)
  await postMessage(tx, actor, channel, values.body)
  await tellReaders(tx, channel, pathOf[kind])
  const its = await findCase(tx, caseId)
  if (kind === 'joint' && its?.roles.includes('mediator')) await noteContact(tx, caseId, now)
}
