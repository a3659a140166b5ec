import { randomBytes } from 'node:crypto'
import { bodyVersion, boundTo, decrypt, encrypt, unwrap, wrapFreshKey } from '~/kernel/envelope.server'
import { masterKeys, newestKey } from '~/kernel/keys.server'
import type { ChannelKind } from './kinds'

/** A channel as its readers have it: the row policy hands its wrapped key to nobody else. */
export type Channel = { id: string; caseId: string; kind: ChannelKind; no: number; wrappedKey: Buffer }

/** A channel between the head of a body and a mediator: of the body, of no case. */
export type BodyChannel = Omit<Channel, 'caseId' | 'kind'> & { kind: 'body'; bodyId: string; caseId: null }

export type AnyChannel = Channel | BodyChannel
type Fresh = Pick<Channel, 'caseId' | 'kind' | 'no'> | Pick<BodyChannel, 'caseId' | 'bodyId' | 'kind' | 'no'>

type Place =
  | 'messages'
  | 'drafts'
  | 'evidence_items'
  | 'evidence_versions'
  | 'evidence_requests'
  | 'case_meetings'
  | 'side_drafts'

const boundOfChannel = (channel: Fresh) =>
  boundTo('channels', `${channel.kind}:${channel.no}`, channel.caseId ?? channel.bodyId)

/** The key under which everything written in a channel is kept. */
export const freshChannelKey = (channel: Fresh) => wrapFreshKey(boundOfChannel(channel), newestKey())

/** A text for one row of a channel; it opens in no other table, row or channel. */
export const sealText = (channel: AnyChannel, place: Place, rowId: string, text: string) =>
  encrypt(bodyVersion, keyOf(channel), Buffer.from(text), boundTo(place, rowId, channel.id), randomBytes(12))

export const openText = (channel: AnyChannel, place: Place, rowId: string, body: Buffer) =>
  decrypt(keyOf(channel), body, boundTo(place, rowId, channel.id)).toString()

const keyOf = (channel: AnyChannel) => unwrap(channel.wrappedKey, boundOfChannel(channel), masterKeys())
