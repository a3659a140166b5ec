import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as hearing from '~/compliance/blacklist/pages/blacklist'
import { addDays, dayOf } from '~/kernel/workdays'
import { draftBrief } from '~/program/briefs/commands.server'
import { expireLetters, remindLetters } from '~/program/letters/clock.server'
import { whyNotOffer } from '~/program/letters/offering'
import * as ownLetter from '~/program/letters/pages/letter'
import * as letterDesk from '~/program/letters/pages/letter-desk'
import * as letterTexts from '~/program/letters/pages/texts'
import { masked, namesIn } from '~/program/market-cases/masking'
import * as caseNew from '~/program/market-cases/pages/case-new'
import * as casePage from '~/program/market-cases/pages/case'
import * as typical from '~/program/market-cases/pages/typical'
import { findings, points } from '~/program/sellers/checklist'
import * as seller from '~/program/sellers/pages/seller'
import * as sellerEdit from '~/program/sellers/pages/seller-edit'
import * as sellerNew from '~/program/sellers/pages/seller-new'
import * as sellers from '~/program/sellers/pages/sellers'
import * as visitNew from '~/program/sellers/pages/visit-new'
import { whyNotRecord } from '~/program/sellers/visiting'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { anOfficer, aVendor, aBuyer, someone, clock } = peopleOf(database)
servePages(app.pool)
const today = dayOf(new Date())
const vendor = await aVendor()
const chief = await anOfficer()
const [officer, other, inspector, auditor, signer, stranger, buyer] = await Promise.all(
  [
    await anOfficer(),
    await anOfficer(),
    await someone('agency', ['inspector']),
    await someone('agency', ['auditor']),
    vendor,
    await aVendor(),
    await aBuyer(),
  ].map((who) => cookieFor(worker.db, who)),
)
const { uscc } = await owner.db
  .selectFrom('organizations')
  .select('uscc')
  .where('id', '=', vendor.orgId)
  .executeTakeFirstOrThrow()

const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null } | null)?.refusal?.code
const idIn = ({ location }: { location: string | null }) => /([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? ''
const png = () =>
  new File([Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')], 'photo.png', { type: 'image/png' }) // oxfmt-ignore

const entry = {
  name: '测试电脑店',
  kind: 'shop',
  uscc: '',
  district: '',
  address: '电子路 1 号',
  website: '',
  person: '张三丰',
  phone: '13812345678',
}
const register = (more: Record<string, string> = {}, cookie = inspector) =>
  visit(sellerNew.action, { cookie: cookie!, form: { ...entry, ...more } })
const offer = (sellerId: string, cookie = inspector) =>
  visit(seller.action, { cookie: cookie!, params: { sellerId }, form: { move: 'offer' } })
const look = (sellerId: string, fields: Record<string, string>, photos: File[] = [], cookie = inspector) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ visitedOn: today, finding: 'none', remark: '', ...fields }))
    form.append(name, value)
  for (const photo of photos) form.append('photos', photo)
  return visit(visitNew.action, { cookie: cookie!, params: { sellerId }, form })
}
const step = (marketCaseId: string, form: Record<string, string> | FormData, cookie = inspector) =>
  visit(casePage.action, { cookie: cookie!, params: { marketCaseId }, form })
const decision = (more: Record<string, string> = {}, file: File | null = png()) => {
  const form = new FormData()
  const fields = {
    move: 'decide',
    decisionNo: '测市监罚〔2026〕1号',
    authority: '测试市场监管局',
    ground: '销售预装未授权软件的计算机',
    decidedOn: today,
    fine: '30000',
    ...more,
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file) form.append('file', file)
  return form
}

test('no letter is offered before the office publishes its text', async () => {
  const id = idIn(await register({ name: '最早的店' }))
  expect(refusalOf(await offer(id))).toBe('letter-text-missing')
})

const text = '本经营者承诺不销售、不预装、不传播盗版软件，配合检查。'
const shop = idIn(await register())
const own = idIn(await register({ name: '有账号的店', uscc }))

test('a new version must differ from the present text, and only officers publish one', async () => {
  const form = { text: `${text}再次承诺。`, months: '12' }
  expect((await visit(letterTexts.action, { cookie: inspector!, form })).status).toBe(403)
  const publish = () => visit(letterTexts.action, { cookie: officer!, form: { text, months: '12' } })
  expect((await publish()).location).toContain('done=letter-text')
  expect(refusalOf(await publish())).toBe('letter-text-same')
})

test('one seller of a name and address stands in the register', async () => {
  expect(refusalOf(await register())).toBe('seller-known')
  const form = { ...entry, name: '有账号的店', uscc }
  const answer = await visit(sellerEdit.action, { cookie: inspector!, params: { sellerId: shop }, form })
  expect(refusalOf(answer)).toBe('seller-known')
})

test('a letter waits once, is signed on the spot before an inspector, and is renewed in its last thirty days', async () => {
  const both = await Promise.all([offer(shop), offer(shop)])
  expect(both.map(refusalOf).filter(Boolean)).toEqual(['letter-waits'])
  const letterId = both.map(idIn).find(Boolean)!
  const witness = () =>
    visit(letterDesk.action, {
      cookie: inspector!,
      params: { letterId },
      form: { move: 'witness', signedBy: '张三丰', confirmed: 'yes' },
    })
  const signed = await Promise.all([witness(), witness()])
  expect(signed.map(refusalOf).filter(Boolean)).toEqual(['already-moved'])
  const row = await owner.db.selectFrom('responsibilityLetters').selectAll().where('id', '=', letterId).executeTakeFirstOrThrow() // oxfmt-ignore
  expect(row).toMatchObject({ state: 'signed', signedBy: '张三丰', signedPerson: null, text, version: 1 })
  expect(row.witnessedBy).not.toBeNull()
  expect(refusalOf(await offer(shop))).toBe('letter-stands')
  const ends = (days: number) => [{ state: 'signed' as const, expiresOn: addDays(today, days) }]
  expect(whyNotOffer(ends(31), today)).toBe('letter-stands')
  expect(whyNotOffer(ends(30), today)).toBeNull()
})

test('a seller with an account signs its own letter, nobody else’s, and not after its end', async () => {
  const letterId = idIn(await offer(own))
  const sign = (cookie: string) =>
    visit(ownLetter.action, { cookie, params: { letterId }, form: { confirmed: 'yes' } })
  expect((await sign(stranger!)).status).toBe(404)
  expect((await sign(buyer!)).status).toBe(403)
  const move = (days: number) =>
    sql`update responsibility_letters set expires_on = ${today}::date + ${days}::int where id = ${letterId}`.execute(owner.db) // oxfmt-ignore
  await move(-1)
  expect(refusalOf(await sign(signer!))).toBe('letter-over')
  await move(200)
  expect((await sign(signer!)).location).toContain('done=letter-signed')
  expect(refusalOf(await sign(signer!))).toBe('already-moved')
  // What it promised is not its to change, nor may it offer itself another.
  const mine = vendor.db.updateTable('responsibilityLetters').where('id', '=', letterId)
  await expect(mine.set({ text: '什么也不承诺' }).execute()).rejects.toThrow('permission denied')
  const forged = vendor.db.insertInto('responsibilityLetters').values({
    sellerId: own,
    orgId: vendor.orgId,
    version: 1,
    text,
    sha256: Buffer.alloc(32),
    offeredBy: vendor.personId,
    expiresOn: today,
  })
  await expect(forged.execute()).rejects.toThrow('row-level security')
})

test('the clock reminds once in the last thirty days and ends a letter after its last day', async () => {
  const stateOf = async (sellerId: string) =>
    (await owner.db.selectFrom('responsibilityLetters').select('state').where('sellerId', '=', sellerId).orderBy('offeredAt', 'desc').executeTakeFirstOrThrow()).state // oxfmt-ignore
  const notices = async () =>
    Number((await sql<{ n: bigint }>`select count(*) as n from notifications where kind = 'letter.ending'`.execute(owner.db)).rows[0]!.n) // oxfmt-ignore
  const set = (days: number) =>
    sql`update responsibility_letters set expires_on = ${today}::date + ${days}::int where seller_id = ${own}`.execute(owner.db) // oxfmt-ignore
  const tick = async () => {
    await clock.db.transaction().execute((tx) => remindLetters(tx, new Date()))
    await clock.db.transaction().execute((tx) => expireLetters(tx, new Date()))
  }
  await set(31)
  await tick()
  expect(await notices()).toBe(0)
  await set(30)
  await tick()
  const once = await notices()
  expect(once).toBeGreaterThan(0)
  await tick()
  expect(await notices()).toBe(once)
  await set(0)
  await tick()
  expect(await stateOf(own)).toBe('signed')
  await set(-1)
  await tick()
  expect(await stateOf(own)).toBe('expired')
})

test('what accuses a seller says what was seen and shows it', async () => {
  const wrong = { 'checklist.machines': 'bad', finding: 'preinstalled', remark: '三台整机预装未授权系统' }
  const cases = [
    [{}, [], 'nothing-checked'],
    [{ 'checklist.license': 'ok', visitedOn: addDays(today, 1) }, [], 'visit-to-come'],
    [{ 'checklist.shelf': 'bad' }, [png()], 'wrong-without-finding'],
    [{ 'checklist.shelf': 'bad', finding: 'preinstalled', remark: '说明文字' }, [png()], 'finding-unshown'],
    [{ ...wrong, remark: '' }, [png()], 'finding-without-words'],
    [wrong, [], 'finding-without-photo'],
  ] as const
  for (const [fields, photos, code] of cases)
    expect(refusalOf(await look(shop, fields, [...photos]))).toBe(code)
  expect((await look(shop, wrong, [png()])).location).toContain('done=visit-recorded')
  expect((await look(shop, wrong, [png()], auditor)).status).toBe(403)
})

test('whatever is ticked, a visit with a finding has its point, its words and its photo', () => {
  const said = fc.record({
    checklist: fc.dictionary(fc.constantFrom(...points), fc.constantFrom('ok', 'bad', 'skipped')),
    finding: fc.constantFrom(...findings),
    remark: fc.constantFrom('', '看到了什么'),
    photos: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(said, (its) => {
      if (whyNotRecord({ visitedOn: today, ...its }, today)) return
      const wrong = points.filter((point) => its.checklist[point] === 'bad')
      if (its.finding === 'none') expect(wrong.filter((point) => point !== 'letter')).toEqual([])
      else expect([wrong.length > 0, its.remark !== '', its.photos > 0]).toEqual([true, true, true])
    }),
  )
})

const about = { ...entry, uscc: null, website: null, phone: '13812345678' }

test('a masked text tells neither the party nor any person', () => {
  const told =
    '测试电脑店（张三丰，13812345678，身份证 370202198001011234，电子路 1 号，zhang@example.cn，0532-81234567）销售盗版光盘。'
  expect(namesIn(told, about)).toContain('测试电脑店')
  const clean = masked(told, about, '某电脑店')
  expect(namesIn(clean, about)).toEqual([])
  for (const secret of [
    '测试电脑店',
    '张三丰',
    '13812345678',
    '370202198001011234',
    '电子路',
    'zhang@example.cn',
    '0532-81234567',
  ])
    expect(clean).not.toContain(secret)
  expect(clean).toContain('某电脑店')
  expect(clean).toContain('销售盗版光盘')
})

test('whatever is masked holds none of the words that name somebody', () => {
  const secrets = [entry.name, entry.person, entry.phone, entry.address, '370202198001011234', '13912345678', '91350200000000001A', 'a@b.cn', '0532-81234567'] // oxfmt-ignore
  const part = fc.constantFrom(...secrets, '，', '软件', '货值 1200 元')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const clean = masked(parts.join(' '), about, '某店')
      expect(secrets.filter((secret) => clean.includes(secret))).toEqual([])
      expect(clean.split('货值 1200 元').length).toBe(
        parts.filter((one) => one === '货值 1200 元').length + 1,
      )
    }),
  )
})

test('from a visit to a decision, an entry proposed for the blacklist, and a typical case that a second person publishes', async () => {
  const wrong = { 'checklist.machines': 'bad', finding: 'preinstalled', remark: '两台整机预装未授权系统' }
  const visitId = idIn(await look(own, wrong, [png()]))
  const open = (sellerId = own) =>
    visit(caseNew.action, { cookie: inspector!, params: { sellerId }, form: { facts: '涉嫌预装', visitId } })
  expect(refusalOf(await open(shop))).toBe('visit-of-other')
  const both = await Promise.all([open(), open()])
  expect(both.map(refusalOf).filter(Boolean)).toEqual(['case-of-visit'])
  const id = both.map(idIn).find(Boolean)!

  expect(refusalOf(await step(id, { move: 'propose' }))).toBe('case-undecided')
  expect(refusalOf(await step(id, decision()))).toBe('already-moved')
  await step(id, { move: 'investigate', evidence: '笔录和照片', heard: '当事人承认' })
  expect(refusalOf(await step(id, decision({ decidedOn: addDays(today, 1) })))).toBe('case-decision-to-come')
  expect((await step(id, decision({}, null))).status).toBe(422)
  expect((await step(id, decision())).location).toContain('done=case-decide')

  const proposals = await Promise.all([step(id, { move: 'propose' }), step(id, { move: 'propose' })])
  expect(proposals.map(refusalOf).filter(Boolean)).toEqual(['case-proposed'])
  const entries = await owner.db.selectFrom('blacklistEntries').selectAll().execute()
  expect(entries).toMatchObject([
    { orgId: vendor.orgId, state: 'proposed', decisionNo: '测市监罚〔2026〕1号' },
  ])
  // Nothing of it is public.
  expect((await visit(hearing.loader, {})).data).toMatchObject({ rows: [] })

  const text = '某电脑店销售预装未授权软件的整机，被处罚款三万元。'
  const mask = (published: string, cookie = officer) =>
    step(id, { move: 'mask', published, publishedEn: '' }, cookie)
  expect(refusalOf(await step(id, { move: 'publish' }, other))).toBe('case-unmasked')
  expect(refusalOf(await mask(`有账号的店${text}`))).toBe('names-someone')
  await mask(text)
  expect(refusalOf(await step(id, { move: 'publish' }))).toBe('not-your-move')
  expect(refusalOf(await step(id, { move: 'publish' }, officer))).toBe('own-case-text')
  expect((await visit(typical.loader, {})).data).toMatchObject({ cases: [] })
  expect((await step(id, { move: 'publish' }, other)).location).toContain('done=case-publish')
  expect(refusalOf(await mask(text))).toBe('case-published')
  const { cases } = (await visit(typical.loader, {})).data as { cases: object[] }
  expect(cases).toMatchObject([{ textZh: text, finding: 'preinstalled', fine: 3_000_000n }])
  expect(JSON.stringify(Object.keys(cases[0]!))).not.toMatch(/seller|name|uscc/)
  // The brief of the period begins with it.
  const draft = { title: '简报', coversFrom: addDays(today, -3), coversTo: today, correctsId: null }
  const briefId = await chief.db.transaction().execute((tx) => draftBrief(tx, chief.actor, draft as never))
  const brief = await owner.db
    .selectFrom('briefs')
    .select('body')
    .where('id', '=', briefId)
    .executeTakeFirstOrThrow()
  expect(brief.body).toContain(text)
  await step(id, { move: 'close', outcome: '罚款已缴清' })
  expect(refusalOf(await step(id, { move: 'close', outcome: '再结一次' }))).toBe('already-moved')
})

test('whoever has no code here is not proposed', async () => {
  const form = { facts: '举报线索', visitId: '' }
  const opened = await visit(caseNew.action, { cookie: inspector!, params: { sellerId: shop }, form })
  const id = idIn(opened)
  await step(id, { move: 'investigate', evidence: '现场笔录', heard: '已告知，未提出意见' })
  await step(id, decision({ decisionNo: '测市监罚〔2026〕2号', fine: '0' }))
  expect(refusalOf(await step(id, { move: 'propose' }))).toBe('seller-without-code')
})

test('sellers, their visits and cases are the supervision’s: no vendor, no enterprise and no visitor reads them', async () => {
  for (const cookie of [signer, stranger, buyer])
    for (const { loader } of [sellers, seller, casePage])
      expect((await visit(loader, { cookie: cookie!, params: { sellerId: own } })).status).toBe(404)
  for (const table of ['marketVisits', 'marketCases'] as const)
    expect(await vendor.db.selectFrom(table).selectAll().execute()).toEqual([])
  const files = await owner.db.selectFrom('attachments').select('fileId').where('place', 'in', ['visit', 'market_case']).execute() // oxfmt-ignore
  expect(files.length).toBeGreaterThan(2)
  expect(await vendor.db.selectFrom('files').selectAll().where('id', 'in', files.map(({ fileId }) => fileId)).execute()).toEqual([]) // oxfmt-ignore
})
