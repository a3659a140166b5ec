import { type Kysely, sql } from 'kysely'
import { bandOf, shownBuyers } from '../../app/demands/bands.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import type { Database } from '../schema.ts'
import { enterprises } from './cast.ts'
import { classId, editionId, productOf } from './catalog.ts'
import { orgId, personId } from './people.ts'
import { personOf, type ToldPledge } from './pledges.ts'
import { type Clock, dice, idOn, insertAll, type Told } from './telling.ts'

type Subject = { class: string } | { edition: readonly [slug: string, code: string] }
type WishTale = {
  key: string
  subject: Subject
  state: 'collecting' | 'threshold_met' | 'eoi_open' | 'lapsed' | 'declined'
  threshold: number
  opened: number
  reason?: string
  /** who wants how many, and who has confirmed of it */
  lines: readonly (readonly [org: string, quantity: number, confirmed?: number])[]
}

const wishTales: readonly WishTale[] = [
  {
    key: 'sql-server',
    subject: { edition: ['microsoft-sql-server', 'standard'] },
    state: 'threshold_met',
    threshold: 20,
    opened: 34,
    lines: [
      ['member1', 6],
      ['member11', 8],
      ['northport', 5],
      ['member23', 3],
      ['member41', 2],
      ['harborfoods', 2],
    ],
  },
  {
    key: 'pdf',
    subject: { class: 'pdf-editor' },
    state: 'collecting',
    threshold: 100,
    opened: 12,
    lines: [
      ['member14', 12],
      ['member29', 9],
      ['member38', 6],
    ],
  },
  {
    key: 'illustrator',
    subject: { edition: ['adobe-illustrator', 'standard'] },
    state: 'eoi_open',
    threshold: 15,
    opened: 48,
    lines: [
      ['member4', 4, 4],
      ['member7', 3, 3],
      ['member8', 6, 5],
      ['member5', 8, 8],
      ['member37', 5],
      ['lantu', 2],
      ['member39', 4, 0],
    ],
  },
  {
    key: 'symantec',
    subject: { edition: ['symantec-endpoint-protection', 'standard'] },
    state: 'declined',
    threshold: 50,
    opened: 90,
    reason: '与终端安全集中采购重复，已请各单位加入该轮。',
    lines: [],
  },
  {
    key: 'oracle',
    subject: { edition: ['oracle-database', 'standard'] },
    state: 'lapsed',
    threshold: 5,
    opened: 130,
    lines: [],
  },
]

const subjectOf = (subject: Subject) =>
  'class' in subject
    ? { classId: classId(subject.class), editionId: null }
    : { classId: null, editionId: editionId(...subject.edition) }

const numberOf = (at: Date) =>
  sql<string>`'R-' || ${dayOf(at).slice(0, 4)} || '-' || lpad(nextval('round_numbers')::text, 4, '0')`

const sold = (subject: Subject) => {
  const { metric = 'device', term = 'perpetual' } =
    'edition' in subject ? productOf(editionId(...subject.edition))! : {}
  return { metric, term, termMonths: term === 'subscription' ? 12 : null }
}

/** What enterprises need: what stands behind their pledges, what gathers in wishes, and what is still a draft. */
export async function seedDemands(
  db: Kysely<Database>,
  clock: Clock,
  pledges: readonly ToldPledge[],
  events: Told[],
) {
  await seedPooled(db, pledges)
  await seedWishes(db, clock, events)
  await seedOwn(db, clock, events)
}

async function seedPooled(db: Kysely<Database>, pledges: readonly ToldPledge[]) {
  const pools = new Set(['active', 'frozen', 'served', 'ordered'])
  await insertAll(
    db,
    'demandLines',
    pledges.map(({ id, lot, org, state, quantity, buyer, at }) => {
      const { edition, months, metric } = lot.tale
      const opened = new Date(at.getTime() - 9 * 86_400_000)
      return {
        id: idOn(389, 'need', id),
        orgId: orgId(org.key),
        ...subjectOf(edition ? { edition } : { class: lot.tale.class! }),
        metric: metric ?? 'device',
        term: months ? ('subscription' as const) : ('perpetual' as const),
        termMonths: months ?? null,
        quantity,
        neededBy: addDays(dayOf(at), 75),
        source: dice('need', id)() < 0.5 ? ('gap' as const) : ('own' as const),
        state: pools.has(state)
          ? ('pooled' as const)
          : state === 'released'
            ? ('withdrawn' as const)
            : ('open' as const),
        roundLotId: pools.has(state) ? lot.id : null,
        draftedBy: personId(buyer),
        draftedAt: opened,
        openedAt: opened,
      }
    }),
  )
}

async function seedWishes(db: Kysely<Database>, clock: Clock, events: Told[]) {
  for (const { key, subject, state, threshold, opened, reason, lines } of wishTales) {
    const id = idOn(388, 'wish', key)
    const quantities = lines.map(([, quantity]) => quantity)
    const { low, high } = bandOf(quantities.reduce((sum, quantity) => sum + quantity, 0))
    const openedAt = clock.past(opened, 11)
    const asked = state === 'eoi_open' ? clock.past(6, 10) : clock.past(opened - 2, 10)
    await db
      .insertInto('wishes')
      .values({
        id,
        ...subjectOf(subject),
        state,
        thresholdOrgs: 5,
        thresholdQuantity: threshold,
        eoiClosesAt:
          state === 'eoi_open' ? clock.ahead(4) : state === 'lapsed' ? clock.past(opened - 12, 17) : null,
        processNumber: state === 'eoi_open' || state === 'lapsed' ? numberOf(asked) : null,
        reason: reason ?? null,
        openedAt,
        bandLow: BigInt(low),
        bandHigh: BigInt(high),
        bandOrgs: shownBuyers(quantities),
        bandAt: clock.past(1, 8),
      })
      .execute()
    await insertAll(
      db,
      'demandLines',
      lines.map(([org, quantity, confirmed], at) => ({
        id: idOn(388, 'wished', key, org),
        orgId: orgId(org),
        ...subjectOf(subject),
        ...sold(subject),
        quantity,
        confirmed: confirmed ?? null,
        neededBy: clock.day(60 + at * 7),
        source: 'own' as const,
        state: 'open' as const,
        wishId: id,
        draftedBy: personId(
          personOf(
            enterprises.find((one) => one.key === org)!,
            'buyer',
          ),
        ),
        draftedAt: clock.past(opened - at, 14),
        openedAt: clock.past(opened - at, 15),
      })),
    )
    const about = { subject: id, facts: { organizations: lines.length } }
    if (state === 'threshold_met' || state === 'eoi_open')
      events.push({ at: clock.past(Math.max(2, opened - 8), 15.2), kind: 'wish.threshold_met', ...about })
    if (state === 'eoi_open' || state === 'lapsed')
      events.push({ at: asked, kind: 'wish.interest_opened', by: 'officer', ...about })
    if (state === 'declined')
      events.push({ at: clock.past(opened - 6, 10), kind: 'wish.declined', by: 'officer', ...about })
    if (state === 'lapsed') events.push({ at: clock.past(opened - 12, 17.1), kind: 'wish.lapsed', ...about })
  }
}

type OwnTale = {
  org: string
  subject: Subject
  quantity: number
  source: 'own' | 'gap' | 'renewal'
  state: 'draft' | 'open' | 'withdrawn'
  needed: number
  drafted: number
  note?: string
}

const own: readonly OwnTale[] = [
  {
    org: 'jinghe',
    subject: { edition: ['microsoft-windows', 'pro'] },
    quantity: 11,
    source: 'gap',
    state: 'draft',
    needed: 60,
    drafted: 33,
  },
  {
    org: 'jinghe',
    subject: { edition: ['wps-office', 'pro'] },
    quantity: 8,
    source: 'gap',
    state: 'draft',
    needed: 60,
    drafted: 33,
  },
  {
    org: 'jinghe',
    subject: { edition: ['adobe-acrobat', 'standard'] },
    quantity: 2,
    source: 'own',
    state: 'open',
    needed: 90,
    drafted: 15,
    note: '技术部出图存档',
  },
  {
    org: 'jinghe',
    subject: { edition: ['microsoft-project', 'standard'] },
    quantity: 3,
    source: 'own',
    state: 'withdrawn',
    needed: -40,
    drafted: 120,
  },
  {
    org: 'harborfoods',
    subject: { edition: ['kylin-desktop', 'standard'] },
    quantity: 6,
    source: 'gap',
    state: 'draft',
    needed: 45,
    drafted: 20,
  },
  {
    org: 'harborfoods',
    subject: { edition: ['foxit-pdf-editor', 'pro'] },
    quantity: 4,
    source: 'own',
    state: 'draft',
    needed: 30,
    drafted: 6,
    note: 'Labels for export',
  },
  {
    org: 'lantu',
    subject: { edition: ['autodesk-autocad', 'standard'] },
    quantity: 4,
    source: 'gap',
    state: 'draft',
    needed: 40,
    drafted: 18,
  },
  // Alike with what others need of the class, or of the product: the office may buy them as one.
  {
    org: 'member8',
    subject: { edition: ['foxit-pdf-editor', 'pro'] },
    quantity: 14,
    source: 'own',
    state: 'open',
    needed: 75,
    drafted: 8,
  },
  {
    org: 'northport',
    subject: { edition: ['wps-office', 'pro'] },
    quantity: 20,
    source: 'own',
    state: 'open',
    needed: 90,
    drafted: 6,
  },
]

async function seedOwn(db: Kysely<Database>, clock: Clock, events: Told[]) {
  await insertAll(
    db,
    'demandLines',
    own.map(({ org, subject, quantity, source, state, needed, drafted, note }, at) => ({
      id: idOn(387, 'own', org, String(at)),
      orgId: orgId(org),
      ...subjectOf(subject),
      ...sold(subject),
      quantity,
      neededBy: clock.day(needed),
      source,
      state,
      note: note ?? null,
      draftedBy: personId(
        personOf(
          enterprises.find((one) => one.key === org)!,
          'asset_manager',
        ),
      ),
      draftedAt: clock.past(drafted, 10.4),
      openedAt: state === 'draft' ? null : clock.past(drafted - 1, 9.5),
    })),
  )
  own.forEach(({ org, quantity, source, drafted, state }, at) => {
    const by = personOf(
      enterprises.find((one) => one.key === org)!,
      'asset_manager',
    )
    const about = {
      subject: idOn(387, 'own', org, String(at)),
      by: source === 'gap' ? null : by,
      org: orgId(org),
    }
    events.push({
      at: clock.past(drafted, 10.4),
      kind: 'demand.drafted',
      ...about,
      facts: { quantity, source },
    })
    if (state !== 'draft')
      events.push({
        at: clock.past(drafted - 1, 9.5),
        kind: 'demand.opened',
        ...about,
        by,
        facts: { quantity },
      })
    if (state === 'withdrawn')
      events.push({ at: clock.past(drafted - 30, 9.5), kind: 'demand.withdrawn', ...about, by })
  })
}
