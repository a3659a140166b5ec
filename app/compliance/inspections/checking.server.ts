import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { storeFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { CheckValues } from './form'
import { findInspection, findListing, type Inspection } from './queries.server'
import { rightsOf } from './rights'
import { judgeTaken, type Taken } from './spot.server'
import { proposeVerdict, whyNotJudge } from './verdicts'

type Tx = Kysely<Database>
type Judged = Extract<CheckValues, { move: 'judge' }>['verdicts'][number]

const pictures = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf']

/** One sheet of the on-machine check. Refuses: not-your-move, check-unknown and by the move behind it. */
export async function keepCheck(
  tx: Tx,
  actor: Actor,
  inspectionId: string,
  checkId: string,
  values: Exclude<CheckValues, { move: 'read' }> | Taken,
  now: Date,
) {
  await tx.selectFrom('inspections').select('id').where('id', '=', inspectionId).forUpdate().execute()
  const its = (await findInspection(tx, inspectionId)) ?? refuse('check-unknown')
  refuseIf(rightsOf(actor, its).work ? null : 'not-your-move')
  const check = await tx
    .selectFrom('inspectionComputers')
    .select(['id', 'computerNo', 'name'])
    .where('id', '=', checkId)
    .where('inspectionId', '=', inspectionId)
    .where('setAside', '=', false)
    .executeTakeFirst()
  if (!check) return refuse('check-unknown')
  if (values.move === 'read') return keepTaken(tx, actor, its, check, values, now)
  for (const judged of values.verdicts) await judge(tx, actor, its, checkId, judged, now)
  await record(tx, 'inspection.computer_checked', its.id, { computer: checkId }, { org: its.orgId })
}

/** Refuses: category-unknown, deviation-needs-reason, file-type. */
async function judge(tx: Tx, actor: Actor, its: Inspection, checkId: string, judged: Judged, now: Date) {
  refuseIf(its.categories.includes(judged.category) ? null : 'category-unknown')
  const listing = (await findListing(tx, checkId))!
  const proposed = proposeVerdict(judged.category, listing)
  const at = its.categories.indexOf(judged.category)
  refuseIf(whyNotJudge(judged.verdict, proposed, judged.reason), { field: `verdicts.${at}.reason` })
  const { organizationId: orgId, personId } = actor
  const photo =
    judged.photo &&
    (await storeFile(tx, {
      name: judged.photo.name,
      bytes: new Uint8Array(await judged.photo.arrayBuffer()),
      orgId,
      personId,
      accept: pictures,
    }))
  await sql`
    insert into verdicts as v (inspection_computer_id, category, verdict, proposed, software, license_seen, reason, evidence_ids, by, at)
    values (${checkId}::uuid, ${judged.category}, ${judged.verdict}, ${proposed}, ${judged.software ?? null}, ${judged.licenseSeen ?? null},
            ${judged.reason ?? null}, ${sql.val(photo ? [photo.id] : [])}::uuid[], ${personId}, ${now})
    on conflict (inspection_computer_id, category) do update
      set (verdict, proposed, software, license_seen, reason, evidence_ids, by, at) =
          (excluded.verdict, excluded.proposed, excluded.software, excluded.license_seen, excluded.reason,
           v.evidence_ids || excluded.evidence_ids, excluded.by, excluded.at)`.execute(tx)
}

/** What the inventory file taken on the spot says, beside the file. Refuses with the codes of `judgeTaken`. */
async function keepTaken(
  tx: Tx,
  actor: Actor,
  its: Inspection,
  check: { id: string; computerNo: string; name: string | null },
  { name, bytes, records }: Taken,
  now: Date,
) {
  const spot = await judgeTaken(tx, its, check, records)
  const { organizationId: orgId, personId } = actor
  const kept = await storeFile(tx, { name, bytes, orgId, personId, accept: 'anything' })
  await tx
    .updateTable('inspectionListings')
    .set({ fileId: kept.id, spot: JSON.stringify(spot), spotAt: now })
    .where('inspectionComputerId', '=', check.id)
    .execute()
  await record(
    tx,
    'inspection.file_read',
    its.id,
    { computer: check.id, products: spot.length },
    { org: its.orgId },
  )
}
