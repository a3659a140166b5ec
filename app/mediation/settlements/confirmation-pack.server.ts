import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { confirmation as words } from '~/texts/zh/confirmation'
import { findBody } from '../bodies/bodies.server'
import { pack } from '../bundle/packing'
import { sideIn } from '../channels/kinds'
import { findStanding } from '../mediators/selecting.server'
import { findCase } from '../queries.server'
import { confirmableKinds } from './confirming'
import { findConfirmation } from './confirming.server'
import {
  applicationPdf,
  type Application,
  commitmentPdf,
  identitiesPdf,
  licensePdf,
} from './confirmation-papers.server'
import { findSettlement } from './drafting.server'
import { readPaper } from './paper.server'
import { listSignatures } from './signing.server'

type Db = Kysely<Database>

/**
 * What a court asks for, once both sides have agreed to apply: the application, the agreement, who the parties are, the
 * body's license, and a commitment of each. Undefined for everybody but the sides, before both agreed, and once it is over.
 */
export async function readConfirmationPack(db: Db, actor: Actor, caseId: string) {
  const its = await readApplication(db, caseId)
  const agreement = its && (await readPaper(db, actor, caseId, 'zh'))
  if (!its || !agreement) return undefined
  const { file } = words
  return {
    name: `${its.number}-司法确认.zip`,
    bytes: pack([
      { path: file.application, bytes: await applicationPdf(its) },
      { path: file.settlement, bytes: agreement.bytes },
      { path: file.identities, bytes: await identitiesPdf(its) },
      { path: file.license, bytes: await licensePdf(its) },
      { path: file.commitmentOfClaimant, bytes: await commitmentPdf(its, 'claimant') },
      { path: file.commitmentOfRespondent, bytes: await commitmentPdf(its, 'respondent') },
    ]),
  }
}

async function readApplication(db: Db, caseId: string): Promise<Application | undefined> {
  const its = await findCase(db, caseId)
  const window = its && sideIn(its.roles) !== null && (await findConfirmation(db, caseId))
  const signed = window && (await findSettlement(db, caseId))
  if (!its || !window || !signed || !isReady(window)) return undefined
  const body = (await findBody(db, its.bodyId))!
  if (!confirmableKinds.includes(body.kind)) return undefined
  const signatures = await listSignatures(db, signed.id)
  const parties = await listParties(db, [its.claimantId, its.respondentId])
  const party = (id: string, side: 'claimant' | 'respondent') => ({
    ...parties.find((one) => one.id === id)!,
    signatory: signatures.find((one) => one.side === side)?.name ?? '',
  })
  const standing = await findStanding(db, caseId)
  return {
    number: its.number,
    court: window.court,
    claimant: party(its.claimantId, 'claimant'),
    respondent: party(its.respondentId, 'respondent'),
    body,
    mediator: standing?.state === 'accepted' ? standing.name : null,
    effectiveOn: signed.effectiveOn!,
    dueOn: window.dueOn,
    hash: signed.hash,
    agreedAt: new Date(Math.max(window.claimantYesAt!.getTime(), window.respondentYesAt!.getTime())),
  }
}

type Window = {
  claimantYesAt: Date | null
  respondentYesAt: Date | null
  isOver: boolean
  filedOn: string | null
}
const isReady = ({ claimantYesAt, respondentYesAt, isOver, filedOn }: Window) =>
  claimantYesAt !== null && respondentYesAt !== null && (!isOver || filedOn !== null)

const listParties = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('organizations')
    .leftJoin('districts', 'districts.code', 'organizations.district')
    .where('organizations.id', 'in', ids)
    .select(['organizations.id', 'organizations.name', 'organizations.uscc', 'districts.nameZh as district'])
    .execute()
