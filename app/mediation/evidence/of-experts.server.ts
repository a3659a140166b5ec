import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { findExpertChannel } from '../channels/experts.server'
import { sideIn } from '../channels/kinds'
import { isClosed } from '../lifecycle'
import { findCase, listObjections } from '../queries.server'
import { listItems } from './reading.server'

type Db = Kysely<Database>

/** The files of an expert's channel: what the expert is to look at, and what the expert found. */
export async function listExpertFiles(db: Db, caseId: string, no: number) {
  const channel = await findExpertChannel(db, caseId, no)
  return channel ? listItems(db, channel) : []
}

/** The form of a file for an expert's channel; undefined where one does not read it, or it is over. An expert names no claim. */
export async function readExpertFile(db: Db, caseId: string, no: number) {
  const its = await findCase(db, caseId)
  const channel = its && (await findExpertChannel(db, caseId, no))
  if (!its || !channel || channel.endedAt || isClosed(its.state)) return undefined
  const claims = sideIn(its.roles) ? await listObjections(db, caseId) : []
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    no,
    channel,
    objections: claims.map(({ id, no: at, ground }) => ({ id, no: at, ground })),
  }
}
