import { beforeAll, expect, test } from 'vitest'
import routes from '~/routes'
import * as caucus from '~/mediation/pages/caucus'
import * as complaints from '~/mediation/pages/complaints'
import * as evidenceItem from '~/mediation/pages/evidence-item'
import * as evidenceNew from '~/mediation/pages/evidence-new'
import * as expertPage from '~/mediation/pages/expert'
import * as expertFileNew from '~/mediation/pages/expert-file-new'
import * as expertRelease from '~/mediation/pages/expert-release'
import * as experts from '~/mediation/pages/experts'
import * as joint from '~/mediation/pages/joint'
import * as matterPage from '~/mediation/pages/matter'
import * as notes from '~/mediation/pages/notes'
import * as procedure from '~/mediation/pages/procedure'
import * as release from '~/mediation/pages/release'
import * as sharedNew from '~/mediation/pages/shared-new'
import * as team from '~/mediation/pages/team'
import * as home from '~/program/pages/home'
import * as search from '~/program/pages/search'
import * as notifications from '~/people/pages/notifications'
import { makeOffer } from '~/mediation/offers/offers.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
const disputes = disputesOf(database)
servePages(database.app.pool)

const its = await disputes.aMediation()
const colleague = await disputes.someone('enterprise', ['buyer', 'approver'], its.claimant.orgId)
const people: Record<string, Someone> = {
  claimant: its.claimant,
  respondent: its.respondent,
  mediator: its.mediator,
  registrar: its.registrar,
  colleague,
  officer: await disputes.anOfficer(),
  auditor: await disputes.someone('agency', ['auditor']),
  expert: await disputes.someone('vendor', ['vendor']),
  otherMediator: its.mediators[1]!,
  otherVendor: await disputes.aVendor(),
  liaison: await disputes.someone('agency', ['liaison', 'inspector']),
  clerk: await disputes.someone('mediation_body', ['registrar'], its.orgId),
  visitor: disputes.visitor,
}
const cookies: Record<string, string> = {}
for (const [name, who] of Object.entries(people))
  if (name !== 'visitor') cookies[name] = await cookieFor(worker.db, who)

const markers = {
  caucusOfClaimant: 'canary-caucus-claimant-7f31',
  caucusOfRespondent: 'canary-caucus-respondent-b204',
  teamOfClaimant: 'canary-team-claimant-55ac',
  teamOfRespondent: 'canary-team-respondent-31f0',
  procedure: 'canary-procedure-8c42',
  offer: 'canary-offer-66d3',
  draftOfClaimant: 'canary-draft-claimant-09ee',
  notes: 'canary-notes-e8d1',
  fileOfClaimant: 'canary-file-claimant-c7a9',
  joint: 'canary-joint-1b6d',
  expert: 'canary-expert-4d77',
  draftOfTeam: 'canary-shared-draft-9d18',
  complaint: 'canary-complaint-a2c8',
  body: 'canary-body-71e5',
  draftOfHead: 'canary-draft-head-3b90',
  summary: 'canary-summary-c4d6',
}

const mayRead: Record<keyof typeof markers, readonly string[]> = {
  caucusOfClaimant: ['claimant', 'mediator'],
  caucusOfRespondent: ['respondent', 'mediator'],
  teamOfClaimant: ['claimant'],
  teamOfRespondent: ['respondent'],
  procedure: ['claimant', 'respondent', 'mediator', 'registrar'],
  offer: ['claimant', 'respondent', 'mediator'],
  draftOfClaimant: ['claimant'],
  notes: ['mediator'],
  fileOfClaimant: ['claimant', 'mediator'],
  joint: ['claimant', 'respondent', 'mediator', 'registrar'],
  expert: ['claimant', 'mediator', 'expert'],
  draftOfTeam: ['claimant'],
  complaint: ['claimant', 'registrar', 'mediator'],
  body: ['registrar', 'mediator'],
  draftOfHead: ['registrar'],
  summary: ['claimant', 'registrar', 'mediator'],
}

type Module = { loader?: unknown }
const pages = await Promise.all(
  routes
    .flatMap(({ path = '', file, children = [] }) => [
      { path, file },
      ...children.map((child) => ({ path: `${path}/${child.path ?? ''}`, file: child.file })),
    ])
    .filter(({ path }) => /^(cases|registry|mediation|bodies|mediators)/.test(path))
    // That a bundle was taken is itself shown afterwards; what is in one, its own test says.
    .filter(({ path }) => !path.endsWith('bundle.zip'))
    .map(async (page) => ({
      ...page,
      loader: ((await import(`../../app/${page.file}` /* @vite-ignore */)) as Module).loader,
    })),
)

const shown = (data: unknown) =>
  JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? ''

let matterNo = '123456'
let draftId = its.caseId

/** Every byte of data that the pages around cases give to this person, page by page. */
async function everythingFor(name: string): Promise<Record<string, string>> {
  const cookie = cookies[name]!
  const all: Record<string, string> = {}
  for (const { path, loader } of pages) {
    if (!loader) continue
    for (const side of path.includes(':side') ? ['claimant', 'respondent'] : [''])
      for (const channel of path.includes(':channel') ? channels : [''])
        all[`${path} ${side} ${channel}`] = shown(
          (
            await visit(loader as never, {
              params: {
                caseId: its.caseId,
                side,
                channel: channel || 'joint',
                messageId: its.caseId,
                itemId: its.caseId,
                draftId,
                kind: 'joint',
                bodyId: its.orgId,
                version: '1',
                no: path.startsWith('bodies') ? matterNo : '11',
                token: 'nothing',
              },
              cookie,
            })
          ).data,
        )
  }
  for (const marker of Object.values(markers))
    all[`search ${marker}`] = shown(
      (
        (await visit(search.loader as never, { path: `/search?q=${marker.slice(7)}`, cookie })).data as {
          hits?: unknown
        } | null
      )?.hits,
    )
  all['home'] = shown((await visit(home.loader as never, { cookie })).data)
  all['notifications'] = shown((await visit(notifications.loader as never, { cookie })).data)
  return all
}

const channels = [
  'joint',
  'caucus_claimant',
  'caucus_respondent',
  'team_claimant',
  'team_respondent',
  'notes',
]

const says = (action: unknown, who: string, body: string, params = {}, move = 'send') =>
  visit(action as never, {
    params: { caseId: its.caseId, ...params },
    cookie: cookies[who]!,
    form: { move, body },
  })

async function asksExpert({ personId }: Someone, who = 'claimant') {
  const { mail } = await owner.db
    .selectFrom('persons')
    .select('mail')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  const form = { move: 'invite', address: mail! }
  return visit(experts.action, { params: { caseId: its.caseId }, cookie: cookies[who]!, form })
}

function uploads(who: string, channel: string, title: string, bytes = 64) {
  const form = fileForm(title, bytes)
  return visit(evidenceNew.action, { params: { caseId: its.caseId, channel }, cookie: cookies[who]!, form })
}

function fileForm(title: string, bytes = 64) {
  const form = new FormData()
  for (const [name, value] of Object.entries({
    title,
    kind: 'party_file',
    purpose: 'pre_existing',
    sha256: '',
  }))
    form.append(name, value)
  form.append('file', new File([`${title} ${'x'.repeat(bytes)}`], `${title}.txt`, { type: 'text/plain' }))
  return form
}

const masked = (text: string) =>
  text.replaceAll(/"now":"[^"]*"/g, '"now"').replaceAll(/"(asked|requestId|formSeed)":"[^"]*"/g, '"$1"')

const before: Record<string, Record<string, string>> = {}

beforeAll(async () => {
  await says(joint.action, 'claimant', markers.joint)
  await says(procedure.action, 'registrar', markers.procedure)
  await says(team.action, 'respondent', markers.teamOfRespondent, { side: 'respondent' })
  const stage = { caseId: its.caseId, side: 'respondent' as const, now: new Date() }
  const terms = { ...disputes.anOffer(), note: markers.offer }
  await disputes.work(its.respondent, (tx) => makeOffer(tx, its.respondent.actor, stage, terms, null))
  for (const name of [
    'respondent',
    'registrar',
    'colleague',
    'officer',
    'auditor',
    'otherMediator',
    'otherVendor',
    'liaison',
    'clerk',
    'visitor',
  ])
    // oxfmt-ignore

    before[name] = await everythingFor(name)
  await says(caucus.action, 'claimant', markers.caucusOfClaimant, { side: 'claimant' })
  await says(team.action, 'claimant', markers.teamOfClaimant, { side: 'claimant' })
  await says(notes.action, 'mediator', markers.notes)
  await says(caucus.action, 'claimant', markers.draftOfClaimant, { side: 'claimant' }, 'draft')
  for (let n = 0; n < 49; n += 1)
    await says(caucus.action, n % 2 ? 'mediator' : 'claimant', `第 ${n} 条`, { side: 'claimant' })
  await says(caucus.action, 'claimant', markers.draftOfClaimant, { side: 'claimant' }, 'draft')
  const drafted = await visit(sharedNew.action, {
    params: { caseId: its.caseId, side: 'claimant', kind: 'joint' },
    cookie: cookies.claimant!,
    form: { move: 'save', version: '0', body: markers.draftOfTeam },
  })
  draftId = /drafts\/([0-9a-f-]{36})/.exec(drafted.location!)![1]!
  await uploads('claimant', 'caucus_claimant', markers.fileOfClaimant, 20 * 1024 * 1024)
  await asksExpert(people.expert!)
  await says(expertPage.action, 'expert', markers.expert, { no: '11' })
}, 240_000)

test('fifty messages and twenty megabytes in a caucus, teams and notes leave no byte in anything others are shown', async () => {
  for (const name of Object.keys(before)) {
    const after = await everythingFor(name)
    for (const [place, text] of Object.entries(after))
      expect(masked(text), `${name} at ${place}`).toBe(masked(before[name]![place]!))
  }
}, 120_000)

const ofMatter = (who: string, form: Record<string, string>) =>
  visit(matterPage.action as never, {
    params: { bodyId: its.orgId, no: matterNo },
    cookie: cookies[who]!,
    form,
  })

test('a complaint and what head and mediator write of it leave no byte in anything others are shown', async () => {
  const others = Object.keys(before).filter((name) => name !== 'registrar')
  const form = { move: 'complain', mediatorId: its.mediator.personId, text: markers.complaint }
  const params = { caseId: its.caseId }
  expect(await visit(complaints.action, { params, cookie: cookies.claimant!, form })).toMatchObject({
    status: 302,
  })
  const { no } = await owner.db.selectFrom('bodyMatters').select('no').executeTakeFirstOrThrow()
  matterNo = String(no)
  expect(await ofMatter('mediator', { move: 'send', body: markers.body })).toMatchObject({ status: 302 })
  expect(await ofMatter('registrar', { move: 'draft', body: markers.draftOfHead })).toMatchObject({
    status: 302,
  })
  const decided = { move: 'decide', outcome: 'dismissed', summary: markers.summary }
  expect(await ofMatter('registrar', decided)).toMatchObject({ status: 302 })
  for (const name of others)
    for (const [place, text] of Object.entries(await everythingFor(name)))
      expect(masked(text), `${name} at ${place}`).toBe(masked(before[name]![place]!))
}, 240_000)

test('each text is shown to its readers, and to nobody else, on any page', async () => {
  await says(caucus.action, 'respondent', markers.caucusOfRespondent, { side: 'respondent' })
  for (const name of Object.keys(people)) {
    const all = Object.values(await everythingFor(name)).join('\n')
    for (const [key, marker] of Object.entries(markers))
      expect(all.includes(marker), `${name} ${key}`).toBe(mayRead[key as keyof typeof markers].includes(name))
  }
}, 120_000)

test('what is private stands in no table, mail, event or notice in the clear', async () => {
  const { rows: tables } = await owner.pool.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'ledger')`,
  )
  const hidden = Object.entries(markers)
    .filter(([key]) => key !== 'offer')
    .flatMap(([, marker]) => [
      marker,
      Buffer.from(marker).toString('hex'),
      Buffer.from(marker).toString('base64').slice(0, -4),
    ])
  for (const { name } of tables) {
    const { rows } = await owner.pool.query(
      `select count(*)::int as hits from ${name} t where exists (select from unnest($1::text[]) m where t::text like '%' || m || '%')`,
      [hidden],
    )
    expect(rows[0].hits, name).toBe(0)
  }
})

test('a message released from the caucus appears in the joint talks as it was, without a word of where it came from', async () => {
  const [message] = (
    (
      await visit(caucus.loader as never, {
        params: { caseId: its.caseId, side: 'claimant' },
        cookie: cookies.claimant!,
      })
    ).data as { messages: { id: string; body: string; at: Date }[] }
  ).messages
  const params = { caseId: its.caseId, side: 'claimant', messageId: message!.id }
  const form = { move: 'release' }
  expect(await visit(release.action as never, { params, cookie: cookies.mediator!, form })).toMatchObject({
    status: 404,
  })
  expect(await visit(release.action as never, { params, cookie: cookies.respondent!, form })).toMatchObject({
    status: 404,
  })
  expect(await visit(release.action as never, { params, cookie: cookies.claimant!, form })).toMatchObject({
    status: 302,
  })
  expect(await visit(release.action as never, { params, cookie: cookies.claimant!, form })).toMatchObject({
    data: { refusal: { code: 'released-before' } },
  })
  const read = shown(
    (await visit(joint.loader as never, { params: { caseId: its.caseId }, cookie: cookies.respondent! }))
      .data,
  )
  expect(read).toContain(message!.body)
  expect(read).not.toContain(message!.id)
})

const readExpert = (who: string, no = '11') =>
  visit(expertPage.loader as never, { params: { caseId: its.caseId, no }, cookie: cookies[who]! })

test('an expert’s words reach the joint talks when the side that asked and the mediator have both said so', async () => {
  const { messages } = (await readExpert('expert')).data as { messages: { id: string; body: string }[] }
  const params = { caseId: its.caseId, no: '11', messageId: messages[0]!.id }
  const agrees = (who: string) =>
    visit(expertRelease.action as never, { params, cookie: cookies[who]!, form: { move: 'release' } })
  for (const who of ['expert', 'respondent', 'registrar']) expect((await agrees(who)).status).toBe(404)
  const shownJoint = async () =>
    shown(
      (await visit(joint.loader as never, { params: { caseId: its.caseId }, cookie: cookies.respondent! }))
        .data,
    )
  expect(await agrees('claimant')).toMatchObject({ status: 302 })
  expect(await agrees('claimant')).toMatchObject({ data: { refusal: { code: 'released-before' } } })
  expect(await shownJoint()).not.toContain(markers.expert)
  expect(await agrees('mediator')).toMatchObject({ status: 302 })
  expect(await shownJoint()).toContain(markers.expert)
})

test('an expert is somebody with an account, of neither side, who has mediated for none; each side counts its own', async () => {
  expect(await asksExpert(its.respondent)).toMatchObject({ data: { refusal: { code: 'expert-of-party' } } })
  expect(await asksExpert(people.expert!)).toMatchObject({ data: { refusal: { code: 'seat-taken' } } })
  const form = { move: 'invite', address: 'nobody@nowhere.cn' }
  expect(
    await visit(experts.action, { params: { caseId: its.caseId }, cookie: cookies.claimant!, form }),
  ).toMatchObject({ data: { refusal: { code: 'expert-unknown' } } })
  const { mediator: served } = await disputes.aMediation()
  const second = await disputes.aMediation({ buyer: its.claimant })
  const former = second.mediator
  expect(served.personId).not.toBe(former.personId)
  await owner.db
    .updateTable('persons')
    .set({ mail: 'served@before.cn' })
    .where('id', '=', former.personId)
    .execute()
  expect(await asksExpert(former)).toMatchObject({ data: { refusal: { code: 'expert-mediated' } } })
  expect(await asksExpert(await disputes.someone('vendor', ['vendor']), 'respondent')).toMatchObject({
    status: 302,
  })
  expect((await readExpert('respondent', '21')).status).toBe(200)
  expect((await readExpert('claimant', '21')).status).toBe(404)
})

test('a file of an expert’s channel is read by its readers alone, and the expert withdraws only what the expert brought', async () => {
  const brings = (who: string, title: string) => {
    const form = fileForm(title)
    return visit(expertFileNew.action, {
      params: { caseId: its.caseId, no: '11' },
      cookie: cookies[who]!,
      form,
    })
  }
  expect(await brings('claimant', 'canary-question-5f0a')).toMatchObject({ status: 302 })
  expect(await brings('expert', 'canary-opinion-77be')).toMatchObject({ status: 302 })
  for (const who of ['respondent', 'registrar', 'colleague'])
    expect((await brings(who, 'x')).status).toBe(404)
  const { files } = (await readExpert('claimant')).data as { files: { id: string; title: string; bySide: string }[] } // oxfmt-ignore
  expect(files.map(({ title, bySide }) => [title, bySide])).toEqual([
    ['canary-question-5f0a', 'claimant'],
    ['canary-opinion-77be', 'expert'],
  ])
  const reads = (who: string, id: string) =>
    visit(evidenceItem.loader as never, { params: { caseId: its.caseId, itemId: id }, cookie: cookies[who]! })
  for (const { id } of files) {
    for (const who of ['claimant', 'expert', 'mediator']) expect((await reads(who, id)).status).toBe(200)
    for (const who of ['respondent', 'registrar']) expect((await reads(who, id)).status).toBe(404)
  }
  const withdraws = (id: string) =>
    visit(evidenceItem.action as never, {
      params: { caseId: its.caseId, itemId: id },
      cookie: cookies.expert!,
      form: { move: 'withdraw', reason: '有误，另行提交' },
    })
  expect(await withdraws(files[0]!.id)).toMatchObject({ data: { refusal: { code: 'not-your-move' } } })
  expect(await withdraws(files[1]!.id)).toMatchObject({ status: 302 })
})

test('an expert who was let go reads nothing more; the side that asked still does', async () => {
  const { experts: listed } = (
    await visit(experts.loader as never, { params: { caseId: its.caseId }, cookie: cookies.claimant! })
  ).data as { experts: { id: string }[] }
  const form = { move: 'end', channelId: listed[0]!.id }
  const at = { params: { caseId: its.caseId }, form }
  expect(await visit(experts.action, { ...at, cookie: cookies.mediator! })).toMatchObject({
    data: { refusal: { code: 'not-your-move' } },
  })
  expect(await visit(experts.action, { ...at, cookie: cookies.claimant! })).toMatchObject({ status: 302 })
  expect((await readExpert('expert')).status).toBe(404)
  expect((await readExpert('claimant')).status).toBe(200)
})
