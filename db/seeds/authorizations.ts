import type { Kysely } from 'kysely'
import { storeFile } from '../../app/kernel/files.server.ts'
import type { AuthorizationState } from '../../app/rounds/lifecycle.ts'
import type { Database } from '../schema.ts'
import { productId } from './catalog.ts'
import { orgId, personId } from './people.ts'
import { roundTales } from './round-tales.ts'
import { type Clock, idOn, insertAll, type Told } from './telling.ts'

type Letter = {
  /** Calendar days from today. */
  from: number
  until: number
  state?: AuthorizationState
  reason?: string
  district?: string
  /** Working days ago. */
  submitted?: number
}

const usual: Letter = { from: -290, until: 330 }
// What is not as usual, by vendor and publisher; null: it never had a letter.
const unusual: Record<string, Letter | null> = {
  'yunfan/foxit': { from: -345, until: 17, submitted: 230 },
  'yunfan/adobe': {
    from: -6,
    until: 359,
    state: 'returned',
    reason: '授权书没有权利人盖章，请换盖章的扫描件',
    submitted: 4,
  },
  'qihang/microsoft': { from: -4, until: 361, state: 'submitted', submitted: 2 },
  'lanhai/microsoft': null,
  'zhongdun/qianxin': { from: -300, until: 64 },
  'huaxin/kingbase': { from: -400, until: -21, state: 'expired', submitted: 240 },
  'shuguang/yozo': { ...usual, district: '370202' },
}

/** The letters by which vendors may resell what they bid with, as the office has found them. */
export async function seedAuthorizations(db: Kysely<Database>, clock: Clock, events: Told[]) {
  const rows = []
  for (const { vendor, publisher, publisherId } of await listResold(db)) {
    const key = `${vendor}/${publisher}`
    const letter = key in unusual ? unusual[key] : usual
    if (!letter) continue
    const { from, until, state = 'confirmed', reason = null, district = null, submitted = 190 } = letter
    const bytes = Buffer.from(`授权书\n${key}\n授权在有效期内经销。\n`)
    const { id: fileId } = await storeFile(db, { name: '授权书.txt', bytes, orgId: orgId(vendor), personId: null }) // oxfmt-ignore
    const id = idOn(390, 'authorization', key)
    const [submittedAt, decidedAt] = [clock.past(submitted, 10), clock.past(submitted - 1, 15)]
    const about = { subject: id, org: orgId(vendor) }
    events.push({ at: submittedAt, kind: 'authorization.submitted', by: `${vendor}Rep`, ...about })
    const decided = state === 'expired' ? 'confirmed' : state
    if (decided !== 'submitted')
      events.push({ at: decidedAt, kind: `authorization.${decided}`, by: 'officer', ...about })
    if (state === 'expired') events.push({ at: clock.past(14, 0.1), kind: 'authorization.expired', ...about })
    rows.push({
      id,
      vendorId: orgId(vendor),
      publisherId,
      district,
      validFrom: clock.day(from),
      validUntil: clock.day(until),
      fileId,
      state,
      reason,
      submittedBy: personId(`${vendor}Rep`),
      submittedAt,
      ...(decided !== 'submitted' && { decidedBy: personId('officer'), decidedAt }),
    })
  }
  await insertAll(db, 'resellerAuthorizations', rows)
}

// Whose products each vendor bids with in any round, without its own.
async function listResold(db: Kysely<Database>) {
  const bids = roundTales.flatMap(({ lots }) => lots.flatMap((lot) => lot.bids))
  const made = await db
    .selectFrom('products')
    .innerJoin('publishers', 'publishers.id', 'products.publisherId')
    .select(['products.id', 'publishers.id as publisherId', 'publishers.key', 'publishers.orgId'])
    .execute()
  const makerOf = new Map(made.map((product) => [product.id, product]))
  const pairs = bids.flatMap(({ vendor, edition }) => {
    const { publisherId, key, orgId: maker } = makerOf.get(productId(edition[0]))!
    return maker === orgId(vendor) ? [] : [[`${vendor}/${key}`, { vendor, publisher: key, publisherId }] as const] // oxfmt-ignore
  })
  return [...new Map(pairs).values()]
}
