import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'

/** Which enterprise goes on for this one, and which ones it goes on for itself. */
export async function listMergers(db: Kysely<Database>, orgId: string) {
  const rows = await db
    .selectFrom('organizations as gone')
    .innerJoin('organizations as on', 'on.id', 'gone.mergedInto')
    .select([
      'gone.id as goneId',
      'gone.name as gone',
      'gone.nameEn as goneEn',
      'on.id as onId',
      'on.name as on',
      'on.nameEn as onEn',
      'gone.mergedOn',
      'gone.mergerFileId',
    ])
    .where((where) => where.or([where('gone.id', '=', orgId), where('gone.mergedInto', '=', orgId)]))
    .orderBy('gone.mergedOn')
    .execute()
  return rows.map((row) =>
    row.goneId === orgId
      ? { way: 'goesOnAs' as const, id: row.onId, name: row.on, nameEn: row.onEn, ...facts(row) }
      : { way: 'taken' as const, id: row.goneId, name: row.gone, nameEn: row.goneEn, ...facts(row) },
  )
}

const facts = ({ mergedOn, mergerFileId }: { mergedOn: string | null; mergerFileId: string | null }) => ({
  on: mergedOn!,
  fileId: mergerFileId!,
})
