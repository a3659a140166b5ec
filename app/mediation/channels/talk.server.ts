import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { noteContact } from '../mediators/phases.server'
import { type Case, findCase } from '../queries.server'
import { findChannel, listReaders } from './channels.server'
import type { Channel } from './cipher.server'
import type { TalkValues } from './form'
import { type CaseChannelKind, pathOf } from './kinds'
import { findDraft, listMessages, postMessage, saveDraft, tellReaders } from './messages.server'
import { listReleased } from './release.server'
import { findReader } from '../supports/supports.server'

type Db = Kysely<Database>

/** One channel as its reader has it: who else reads it, what was written, what one has begun to write. */
export async function readTalk(db: Db, actor: Actor, caseId: string, kind: CaseChannelKind, before?: number) {
  const its = await findCase(db, caseId)
  const channel = its && (await findChannel(db, caseId, kind))
  return its && channel && readTalkOf(db, actor, its, channel, before)
}

/** The same of a channel that was found. */
export async function readTalkOf(db: Db, actor: Actor, its: Case, channel: Channel, before?: number) {
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    kind: channel.kind,
    readers: await listReaders(db, channel.id),
    support: channel.kind === 'joint' || channel.kind === 'procedure' ? await findReader(db, its.id) : null,
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
  kind: CaseChannelKind,
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
