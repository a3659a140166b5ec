import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteConfigEntry } from '@remix-run/route-config'
import type { CaseChannelKind } from '~/mediation/channels/kinds'
import { speak } from '~/mediation/channels/talk.server'
import { doExpertDeed, speakWithExpert } from '~/mediation/channels/experts.server'
import { addEvidence } from '~/mediation/evidence/adding.server'
import { doItemDeed, doRequestDeed } from '~/mediation/evidence/deeds.server'
import { evidenceForm, itemForm, requestForm } from '~/mediation/evidence/form'
import { findChannel } from '~/mediation/channels/channels.server'
import { findExpertChannel } from '~/mediation/channels/experts.server'
import { doMatterDeed } from '~/mediation/matters/doing.server'
import { complain } from '~/mediation/matters/opening.server'
import { meetingForm } from '~/mediation/meetings/form'
import { callMeeting } from '~/mediation/meetings/meetings.server'
import { makeOffer } from '~/mediation/offers/offers.server'
import { agreeToProposal, makeProposal } from '~/mediation/offers/proposals.server'
import { findCase } from '~/mediation/queries.server'
import { adoptText, findSettlement } from '~/mediation/settlements/drafting.server'
import { signSettlement } from '~/mediation/settlements/signing.server'
import routes from '~/routes'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor } from '../support/pages'
import type { Someone } from '../support/people'
import { servedOver } from '../support/served'

// What leaves the server, as bytes: documents, data, files of every kind, the page of what is broken, and the log.

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
const { work } = disputes
const served = await servedOver(database.app.pool)
afterAll(served.end)

const its = await disputes.aMediation()
const { caseId } = its
const people = {
  claimant: its.claimant,
  respondent: its.respondent,
  mediator: its.mediator,
  registrar: its.registrar,
  expert: await disputes.someone('vendor', ['vendor']),
  colleague: await disputes.someone('enterprise', ['buyer', 'approver', 'asset_manager'], its.claimant.orgId),
  otherMediator: its.mediators[1]!,
  otherVendor: await disputes.aVendor(),
  officer: await disputes.anOfficer(),
  auditor: await disputes.someone('agency', ['auditor']),
  liaison: await disputes.someone('agency', ['liaison', 'inspector']),
  visitor: disputes.visitor,
}
type Persona = keyof typeof people
const personas = Object.keys(people) as Persona[]

const seated: Persona[] = ['claimant', 'respondent', 'mediator', 'registrar', 'expert']
const sides: Persona[] = ['claimant', 'respondent', 'mediator']
const procedure: Persona[] = [...sides, 'registrar']
const caucus: Persona[] = ['claimant', 'mediator']
const ofExpert: Persona[] = ['claimant', 'mediator', 'expert']

/** Who may ever read what is said where. */
const readers = {
  claim: procedure,
  joint: procedure,
  procedure,
  caucusOfClaimant: caucus,
  caucusOfRespondent: ['respondent', 'mediator'],
  teamOfClaimant: ['claimant'],
  teamOfRespondent: ['respondent'],
  notes: ['mediator'],
  expert: ofExpert,
  complaint: ['claimant', 'mediator', 'registrar'],
  body: ['mediator', 'registrar'],
  draftInJoint: ['respondent'],
  draftInTeam: ['claimant'],
  draftInNotes: ['mediator'],
  offer: sides,
  proposal: sides,
  promise: sides,
  titleInJoint: procedure,
  nameInJoint: procedure,
  bytesInJoint: procedure,
  comment: procedure,
  request: procedure,
  titleForTalks: procedure,
  meeting: procedure,
  titleInCaucus: caucus,
  nameInCaucus: caucus,
  bytesInCaucus: caucus,
  meetingInCaucus: caucus,
  titleOfExpert: ofExpert,
  bytesOfExpert: ofExpert,
} satisfies Record<string, Persona[]>
type Marker = keyof typeof readers
const markers = Object.keys(readers) as Marker[]
const mark = (marker: Marker) => `canary-${marker.toLowerCase()}-7f31`

const cookies: Partial<Record<Persona, string>> = {}

const says = (who: Someone, kind: CaseChannelKind, marker: Marker, move: 'send' | 'draft' = 'send') =>
  work(who, (tx) => speak(tx, who.actor, caseId, kind, { move, body: mark(marker) }, new Date()))

async function brings(
  who: Someone,
  place: CaseChannelKind | number,
  {
    title,
    name = title,
    bytes = title,
    purpose = 'pre_existing',
  }: Partial<Record<'title' | 'name' | 'bytes', Marker>> & { title: Marker; purpose?: string },
) {
  const file = new File([mark(bytes)], `${mark(name)}.txt`, { type: 'text/plain' })
  const values = evidenceForm.parse({ title: mark(title), kind: 'party_file', purpose, file })
  return work(who, async (tx) => {
    const channel =
      typeof place === 'number'
        ? await findExpertChannel(tx, caseId, place)
        : await findChannel(tx, caseId, place)
    return addEvidence(tx, who.actor, (await findCase(tx, caseId))!, channel!, values)
  })
}

const meets = (who: Someone, kind: CaseChannelKind, marker: Marker) => {
  const values = meetingForm.parse({
    startsAt: `${disputes.dueOn}T10:00`,
    minutes: '60',
    place: mark(marker),
  })
  return work(who, (tx) => callMeeting(tx, caseId, kind, values, new Date()))
}

const termsOf = (note: Marker) => ({
  ...disputes.anOffer([
    { kind: 'service', debtor: 'respondent', dueOn: disputes.dueOn, text: mark('promise') },
  ]),
  note: mark(note),
})

let known: Record<string, string[]> = {}

beforeAll(async () => {
  const { claimant, respondent, mediator, registrar, expert } = people
  for (const name of personas)
    if (name !== 'visitor') cookies[name] = await cookieFor(worker.db, people[name])
  const now = new Date()
  await owner.db
    .updateTable('objections')
    .set({ text: mark('claim') })
    .where('caseId', '=', caseId)
    .execute()
  await says(claimant, 'joint', 'joint')
  await says(registrar, 'procedure', 'procedure')
  await says(claimant, 'caucus_claimant', 'caucusOfClaimant')
  await says(respondent, 'caucus_respondent', 'caucusOfRespondent')
  await says(claimant, 'team_claimant', 'teamOfClaimant')
  await says(respondent, 'team_respondent', 'teamOfRespondent')
  await says(mediator, 'notes', 'notes')
  await says(respondent, 'joint', 'draftInJoint', 'draft')
  await says(claimant, 'team_claimant', 'draftInTeam', 'draft')
  await says(mediator, 'notes', 'draftInNotes', 'draft')
  const { mail } = await owner.db
    .selectFrom('persons')
    .select('mail')
    .where('id', '=', expert.personId)
    .executeTakeFirstOrThrow()
  await work(claimant, (tx) => doExpertDeed(tx, caseId, { move: 'invite', address: mail! }))
  await work(expert, (tx) =>
    speakWithExpert(tx, expert.actor, caseId, 11, { move: 'send', body: mark('expert') }),
  )
  await work(claimant, (tx) =>
    complain(tx, caseId, { mediatorId: mediator.personId, text: mark('complaint') }, new Date()),
  )
  const { no: matterNo } = await owner.db.selectFrom('bodyMatters').select('no').executeTakeFirstOrThrow()
  await work(mediator, (tx) =>
    doMatterDeed(tx, mediator.actor, its.orgId, matterNo, { move: 'send', body: mark('body') }),
  )
  const shown = await brings(claimant, 'joint', {
    title: 'titleInJoint',
    name: 'nameInJoint',
    bytes: 'bytesInJoint',
  })
  await brings(respondent, 'joint', { title: 'titleForTalks', purpose: 'for_mediation' })
  await brings(claimant, 'caucus_claimant', {
    title: 'titleInCaucus',
    name: 'nameInCaucus',
    bytes: 'bytesInCaucus',
  })
  await brings(expert, 11, { title: 'titleOfExpert', bytes: 'bytesOfExpert' })
  await work(respondent, (tx) => {
    const deed = { move: 'comment', head: 'legality', verdict: 'deny', reason: mark('comment') }
    return doItemDeed(tx, respondent.actor, caseId, shown, itemForm.parse(deed))
  })
  await work(claimant, (tx) => {
    const deed = { move: 'ask', text: mark('request'), dueOn: disputes.dueOn }
    return doRequestDeed(tx, claimant.actor, caseId, 'joint', requestForm.parse(deed))
  })
  await meets(mediator, 'joint', 'meeting')
  await meets(mediator, 'caucus_claimant', 'meetingInCaucus')
  const stage = { caseId, side: 'respondent' as const, now }
  await work(respondent, (tx) => makeOffer(tx, respondent.actor, stage, termsOf('offer'), null))
  await work(mediator, (tx) => makeProposal(tx, mediator.actor, { caseId, now }, termsOf('proposal')))
  await disputes.letReact()

  const brought = await owner.db
    .selectFrom('evidenceItems')
    .select('id')
    .where('kind', '<>', 'platform_record')
    .execute()
  const apart = await owner.db
    .selectFrom('messages')
    .innerJoin('channels', 'channels.id', 'messages.channelId')
    .select('messages.id')
    .where('channels.kind', 'in', ['caucus_claimant', 'expert'])
    .execute()
  const sittings = await owner.db.selectFrom('caseMeetings').select('id').execute()
  known = {
    caseId: [caseId],
    itemId: brought.map(({ id }) => id),
    messageId: apart.map(({ id }) => id),
    sittingId: sittings.map(({ id }) => id),
    orderId: [its.order.id],
    bodyId: [its.orgId],
    organizationId: [its.claimant.orgId],
    vendorId: [its.respondent.orgId],
    side: ['claimant', 'respondent'],
    channel: [
      'joint',
      'procedure',
      'caucus_claimant',
      'caucus_respondent',
      'team_claimant',
      'team_respondent',
      'notes',
    ],
    no: ['1', '11', String(matterNo)],
    version: ['1'],
  }
}, 120_000)

type Page = { path: string; file: string }
const flat = (entries: readonly RouteConfigEntry[], above = ''): Page[] =>
  entries.flatMap(({ path = '', file, children = [] }) => [
    { path: `${above}/${path}`.replace(/\/$/, ''), file },
    ...flat(children, `${above}/${path}`),
  ])
const pages = flat(routes).filter(
  ({ path }) => !path.includes('*') && !/sign-out|webhooks|\.stream/.test(path),
)
const isFile = ({ file }: Page) => file.endsWith('.ts')
/** Rooms that a case touches; of the others what is taken away as a file. */
const near =
  /^(mediation|people\/pages|orders\/pages|payments\/pages|licenses|compliance\/positions|program\/(pages|audit))/

/** Every address of a page that what is known of the case fills; for those without a seat the first of each. */
function filled(path: string, seated: boolean): string[] {
  const [, whole, name] = /(\/:(\w+)\??)/.exec(path) ?? []
  if (!whole || !name) return [path]
  const values = known[name] ?? []
  return (seated ? values : values.slice(0, 1)).flatMap((value) =>
    filled(path.replace(whole, `/${value}`), seated),
  )
}

const ask = (name: Persona, path: string, form?: Record<string, string>) =>
  served.ask(path, { cookie: cookies[name] ?? '', ...(form && { form }) })

/** Those of the marks that stand in an answer. */
const seenIn = (text: string) => {
  const low = text.toLowerCase()
  return markers.filter((marker) => low.includes(mark(marker)))
}

const documents = ['/home', '/notifications', '/cases', '/search?q=canary', '', '/caucus/claimant', '/offers']

/** What somebody gets to see of the marks, anywhere; each place is held against who may read them. */
async function seenBy(name: Persona, addresses: readonly string[]) {
  const seen = new Set<Marker>()
  const look = async (address: string) => {
    const found = seenIn(await (await ask(name, address)).text())
    expect(
      found.filter((marker) => !(readers[marker] as Persona[]).includes(name)),
      `${name} at ${address}`,
    ).toEqual([])
    for (const marker of found) seen.add(marker)
  }
  for (let from = 0; from < addresses.length; from += atOnce)
    await Promise.all(addresses.slice(from, from + atOnce).map(look))
  return seen
}

const atOnce = 8

test.each(personas)(
  'in no byte of data or file that goes to %s is a word that only others read, and what is theirs is there',
  async (name) => {
    const looked = pages.filter((page) => isFile(page) || near.test(page.file))
    const data = looked.flatMap((page) =>
      filled(page.path, seated.includes(name)).map((path) =>
        isFile(page) ? path : `${path || '/_root'}.data`,
      ),
    )
    const found = markers.map((marker) => `/search.data?q=${mark(marker).slice(7)}`)
    const seen = await seenBy(name, [...data, ...found])
    expect([...seen].toSorted()).toEqual(
      markers.filter((marker) => (readers[marker] as Persona[]).includes(name)).toSorted(),
    )
  },
  240_000,
)

test.each(personas)('the documents that %s reads say nothing more', async (name) => {
  await seenBy(
    name,
    documents.map((path) => (/^\/(home|notif|cases|search)/.test(path) ? path : `/cases/${caseId}${path}`)),
  )
})

test('what is written when everything breaks is on no page and in no log', async () => {
  const breaks = async (table: string, path: string, form: Record<string, string>) => {
    await owner.pool.query(`alter table ${table} add constraint broken check (false) not valid`)
    try {
      const answer = await ask('respondent', path, form)
      expect(answer.status).toBe(500)
      expect(seenIn(await answer.text())).toEqual([])
    } finally {
      await owner.pool.query(`alter table ${table} drop constraint broken`)
    }
  }
  const terms = { 'items.0.kind': 'service', 'items.0.debtor': 'respondent', 'items.0.text': mark('promise') }
  const offer = { ...terms, 'items.0.dueOn': disputes.dueOn, expiresOn: disputes.dueOn, note: mark('offer') }
  await breaks('offers', `/cases/${caseId}/offers/new`, offer)
  await breaks('messages', `/cases/${caseId}/team/respondent`, {
    move: 'send',
    body: mark('teamOfRespondent'),
  })
})

/** The tables in which each mark stands in the clear, or in the guises that a dump gives to bytes. */
async function tablesWith(): Promise<Record<string, Set<string>>> {
  const { rows: tables } = await owner.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const where: Record<string, Set<string>> = Object.fromEntries(markers.map((marker) => [marker, new Set()]))
  const guises = markers.flatMap((marker) => {
    const bytes = Buffer.from(mark(marker))
    return [mark(marker), bytes.toString('hex'), bytes.toString('base64').slice(0, -4)].map((guise) => ({
      marker,
      guise,
    }))
  })
  for (const { name } of tables) {
    const { rows } = await owner.pool.query<{ guise: string }>(
      `select g as guise from unnest($1::text[]) g where exists (select from ${name} t where t::text like '%' || g || '%')`,
      [guises.map(({ guise }) => guise)],
    )
    for (const { guise } of rows)
      where[guises.find((one) => one.guise === guise)!.marker]!.add(name.replace('public.', ''))
  }
  return where
}

test('a dump holds none of what is said in a channel, and the rest in its own table alone: no mail, notice or event has a word', async () => {
  const where = await tablesWith()
  expect(Object.fromEntries(Object.entries(where).filter(([, names]) => names.size > 0))).toEqual({
    claim: new Set(['objections']),
    offer: new Set(['offers']),
    proposal: new Set(['proposals']),
    promise: new Set(['offers', 'proposals']),
    comment: new Set(['evidence_comments']),
  })
})

test('the signed settlement, its pack and the bundle hold what was agreed and was there before, and nothing that was said', async () => {
  const now = new Date()
  const { claimant, respondent } = people
  const [proposal] = await owner.db.selectFrom('proposals').select('id').execute()
  for (const side of ['claimant', 'respondent'] as const)
    await work(people[side], (tx) => agreeToProposal(tx, people[side].actor, caseId, side, proposal!.id))
  const { hash } = (await findSettlement(claimant.db, caseId))!
  for (const who of [claimant, respondent]) await work(who, (tx) => adoptText(tx, caseId, hash, now))
  for (const who of [claimant, respondent])
    await work(who, (tx) => signSettlement(tx, who.actor, caseId, hash))
  const at = (path: string) => `/cases/${caseId}/${path}`
  for (const name of ['claimant', 'respondent'] as const) {
    expect(await seenBy(name, [at('settlement.pdf')])).toEqual(new Set(['promise']))
    expect(
      [...(await seenBy(name, [at('confirmation.zip')]))].filter((marker) => marker !== 'promise'),
    ).toEqual([])
    expect(await seenBy(name, [at('bundle.zip')])).toEqual(
      new Set(['claim', 'promise', 'titleInJoint', 'bytesInJoint']),
    )
  }
  const files = ['settlement.pdf', 'confirmation.zip', 'bundle.zip', 'attempt.pdf'].map(at)
  for (const name of personas)
    if (!sides.includes(name) && name !== 'registrar') expect(await seenBy(name, files)).toEqual(new Set())
})

test('the log of all of this names pages and people by their ids, and holds no word of any of it', () => {
  expect(served.said()).toContain('/cases/:caseId/team/:side')
  expect(served.said()).toContain('"level":"error"')
  expect(seenIn(served.said())).toEqual([])
})
