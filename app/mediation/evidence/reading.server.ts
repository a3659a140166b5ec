import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { EntitlementState } from '~/licenses/lifecycle'
import { readFile } from '~/kernel/files.server'
import { findChannel } from '../channels/channels.server'
import { type Channel, openText } from '../channels/cipher.server'
import { type CaseRole, type CaseChannelKind, channelsOf, sideIn } from '../channels/kinds'
import { findCase, listObjections } from '../queries.server'
import { broughtBy } from './adding.server'

type Db = Kysely<Database>

const reading: readonly CaseRole[] = ['claimant', 'respondent', 'mediator', 'registrar', 'guest']

/** The channels in which somebody in these roles keeps evidence; the joint one first, procedure has none. */
export const evidenceChannels = (roles: readonly CaseRole[]): CaseChannelKind[] => [
  'joint',
  ...channelsOf(roles).filter((kind) => kind !== 'joint' && kind !== 'procedure'),
]

/** The evidence of one channel, by number. */
export async function readEvidence(db: Db, caseId: string, kind: CaseChannelKind) {
  const its = await findCase(db, caseId)
  const channel = its?.roles.some((role) => reading.includes(role)) && (await findChannel(db, caseId, kind))
  if (!its || !channel) return undefined
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    kind,
    side: sideIn(its.roles),
    places: evidenceChannels(its.roles),
    items: await listItems(db, channel),
    requests: await listRequests(db, channel),
  }
}

export async function listItems(db: Db, channel: Channel) {
  const rows = await itemsOf(db, channel.id).execute()
  return rows.map(({ titleCt, ...item }) => ({
    ...item,
    title: openText(channel, 'evidence_items', item.id, titleCt),
    sha256: item.sha256.toString('hex'),
  }))
}

const itemsOf = (db: Db, channelId: string) =>
  db
    .selectFrom('evidenceItems as item')
    .innerJoin('evidenceVersions as version', (join) =>
      join.onRef('version.itemId', '=', 'item.id').on((row) =>
        row(
          'version.no',
          '=',
          row
            .selectFrom('evidenceVersions as newest')
            .whereRef('newest.itemId', '=', 'item.id')
            .select((of) => of.fn.max('newest.no').as('no')),
        ),
      ),
    )
    .leftJoin('objections', 'objections.id', 'item.objectionId')
    .leftJoin('agreedFacts as agreed', 'agreed.itemId', 'item.id')
    .where('item.channelId', '=', channelId)
    .select([
      'item.id',
      'item.no',
      'item.kind',
      'item.titleCt',
      'item.bySide',
      'item.purpose',
      'item.late',
      'item.at',
      'item.subjectKind',
      'item.subjectId',
      'item.withdrawnAt',
      'version.no as version',
      'version.sha256',
      'version.bytes',
      'version.mediaType',
      'version.scan',
      'objections.no as objectionNo',
      'agreed.claimantYesAt',
      'agreed.respondentYesAt',
    ])
    .orderBy('item.no')

export type EvidenceRow = Awaited<ReturnType<typeof listItems>>[number]

async function listRequests(db: Db, channel: Channel) {
  const rows = await db
    .selectFrom('evidenceRequests')
    .innerJoin('persons', 'persons.id', 'evidenceRequests.by')
    .where('channelId', '=', channel.id)
    .select([
      'evidenceRequests.id',
      'textCt',
      'ownerSide',
      'dueOn',
      'evidenceRequests.state',
      'at',
      'persons.name',
    ])
    .orderBy('at')
    .execute()
  return rows.map(({ textCt, ...request }) => ({
    ...request,
    text: openText(channel, 'evidence_requests', request.id, textCt),
  }))
}

/** One item with its versions, its record's content, and what the sides say of it. */
export async function readItem(db: Db, caseId: string, itemId: string) {
  const its = await findCase(db, caseId)
  const row = await db
    .selectFrom('evidenceItems')
    .selectAll()
    .where('id', '=', itemId)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  const channel = row && (await findChannelById(db, row.channelId))
  if (!its || !row || !channel) return undefined
  const { titleCt, withdrawnReasonCt, ...item } = row
  const withdrawn = item.withdrawnAt !== null
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    kind: channel.kind,
    channelNo: channel.no,
    side: sideIn(its.roles),
    /** whoever is of the side that brought it has it as it is */
    own: item.bySide === broughtBy(its.roles),
    item: {
      ...item,
      title: openText(channel, 'evidence_items', item.id, titleCt),
      withdrawnReason: withdrawnReasonCt && openText(channel, 'evidence_items', item.id, withdrawnReasonCt),
    },
    versions: withdrawn ? [] : await listVersions(db, channel, itemId),
    comments: await listComments(db, itemId),
    agreed: (await findAgreed(db, itemId)) ?? null,
    consents: (await findConsents(db, itemId)) ?? null,
    licenseNow: await findLicenseNow(db, itemId),
  }
}

/** The license behind a snapshot as it stands now; null behind anything else. */
async function findLicenseNow(db: Db, itemId: string) {
  const { rows } = await sql<{
    no: string
    quantity: number | null
    replaced: number
    state: EntitlementState
  }>`
    select no, quantity, replaced, state from license_now(${itemId}::uuid)`.execute(db)
  return rows[0] ?? null
}

export type EvidenceItem = NonNullable<Awaited<ReturnType<typeof readItem>>>

async function listVersions(db: Db, channel: Channel, itemId: string) {
  const rows = await db
    .selectFrom('evidenceVersions')
    .selectAll()
    .where('itemId', '=', itemId)
    .orderBy('no', 'desc')
    .execute()
  return rows.map(({ nameCt, sha256, ...version }) => ({
    ...version,
    sha256: sha256.toString('hex'),
    name: nameCt ? openText(channel, 'evidence_versions', itemId, nameCt) : null,
  }))
}

export const listComments = (db: Db, itemId: string) =>
  db
    .selectFrom('evidenceComments')
    .innerJoin('persons', 'persons.id', 'evidenceComments.by')
    .where('itemId', '=', itemId)
    .select(['side', 'head', 'verdict', 'reason', 'at', 'persons.name'])
    .execute()

const findConsents = (db: Db, itemId: string) =>
  db.selectFrom('evidenceConsents').selectAll().where('itemId', '=', itemId).executeTakeFirst()

const findAgreed = (db: Db, itemId: string) =>
  db.selectFrom('agreedFacts').selectAll().where('itemId', '=', itemId).executeTakeFirst()

export async function findChannelById(db: Db, channelId: string) {
  const row = await db
    .selectFrom('channels')
    .select(['id', 'caseId', 'kind', 'no', 'wrappedKey'])
    .where('id', '=', channelId)
    .where('destroyedAt', 'is', null)
    .executeTakeFirst()
  return row as Channel | undefined
}

/** The claims that a new item may support. */
export async function readEvidenceForm(db: Db, caseId: string, kind: CaseChannelKind) {
  const its = await findCase(db, caseId)
  const channel =
    its && evidenceChannels(its.roles).includes(kind) ? await findChannel(db, caseId, kind) : undefined
  if (!its || !channel) return undefined
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles },
    title: its.number,
    kind,
    channel,
    objections: (await listObjections(db, caseId)).map(({ id, no, ground }) => ({ id, no, ground })),
  }
}

/** The bytes of one version under the name it had, for whoever reads its channel. */
export async function readVersion(db: Db, caseId: string, itemId: string, no: number) {
  const read = await readItem(db, caseId, itemId)
  const version = read?.versions.find((one) => one.no === no)
  if (!version) return undefined
  const file = await readBytes(db, version)
  if (!file) return undefined
  const name = version.record === null ? (version.name ?? 'file') : `${read!.item.title}.json`
  return { read: read!, version, file: { name, ...file } }
}

/** What a version is made of: the record's canonical bytes, or those of its file. */
export async function readBytes(
  db: Db,
  { record, fileId, mediaType }: { record: string | null; fileId: string | null; mediaType: string },
) {
  if (record !== null) return { mediaType, content: Buffer.from(record) }
  const file = await readFile(db, fileId!)
  return file && { mediaType: file.mediaType, content: file.content }
}
