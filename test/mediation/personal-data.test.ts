import { zipSync, strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { writeWorkbook } from '~/kernel/workbook.server'
import { unpack } from '~/mediation/bundle/packing'
import { takeBundle } from '~/mediation/bundle/writing.server'
import { judgePersonal, maskedCopy } from '~/mediation/evidence/copies.server'
import { openOriginal } from '~/mediation/evidence/openings.server'
import * as evidenceItem from '~/mediation/pages/evidence-item'
import * as evidenceMasked from '~/mediation/pages/evidence-masked'
import * as evidenceNew from '~/mediation/pages/evidence-new'
import * as evidenceOriginal from '~/mediation/pages/evidence-original'
import * as evidenceVersion from '~/mediation/pages/evidence-version'
import * as guestVersion from '~/mediation/pages/guest-version'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'
import { answerTo } from '../support/refused'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes
const now = new Date()

const phone = '13800138000'
const idCard = '11010519491231002X'
const list = `姓名,电话,身份证\n王五,${phone},${idCard}\n`
const pixel = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const its = await disputes.aMediation()
const { caseId, claimant, respondent } = its

/** The claimant brings a file into the joint evidence; answers its item. */
async function brings(content: string | Uint8Array, title: string, facts: Record<string, string> = {}) {
  const form = new FormData()
  const fields = { title, kind: 'party_file', purpose: 'pre_existing', sha256: '', ...facts }
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new File([content as BlobPart], title))
  const cookie = await cookieFor(worker.db, claimant)
  expect(
    (await visit(evidenceNew.action, { params: { caseId, channel: 'joint' }, cookie, form })).status,
  ).toBe(302)
  const { id } = await owner.db
    .selectFrom('evidenceItems')
    .select('id')
    .where('caseId', '=', caseId)
    .orderBy('at', 'desc')
    .executeTakeFirstOrThrow()
  return id
}

/** The bytes of what a resource answers somebody; null where it leads elsewhere or is not there. */
async function taken(who: Someone, serve: (args: never) => Promise<unknown>, itemId: string, version = '1') {
  const headers = { cookie: await cookieFor(worker.db, who) }
  const request = new Request('http://localhost:3000/', { headers })
  const answer = await serve({ request, params: { caseId, itemId, version }, context: { requestId: 'test', ip: '127.0.0.1' } } as never).catch((thrown: unknown) => thrown) // oxfmt-ignore
  const response = answer as Response
  return response.status === 200 ? Buffer.from(await response.arrayBuffer()).toString() : response.status
}

const pageOf = async (who: Someone, itemId: string) =>
  (
    await visit(evidenceItem.loader, {
      params: { caseId, itemId },
      cookie: await cookieFor(worker.db, who),
    })
  ).data as { preview: { shown: { lines: string; counts: object } | null } | null }

const opens = (who: Someone, itemId: string, stepUpAt: Date | null = now) =>
  answerTo(work(who, (tx) => openOriginal(tx, { ...who.actor, stepUpAt }, { caseId, itemId, no: 1 }, now)))

const originalPage = async (who: Someone, itemId: string) =>
  (
    await visit(evidenceOriginal.loader, {
      params: { caseId, itemId, version: '1' },
      cookie: await cookieFor(worker.db, who),
    })
  ).data as { openings: { name: string }[]; isOwn: boolean }

test('a list shows the other side its words with data of people masked; the original is opened by the second factor and leaves a line for its owner', async () => {
  const item = await brings(list, 'staff.csv')
  const { preview } = await pageOf(respondent, item)
  expect(preview!.shown!.counts).toEqual({ phone: 1, id_card: 1 })
  expect(preview!.shown!.lines).toContain('王五,138******00,110*************2X')
  const masked = await taken(respondent, evidenceMasked.loader, item)
  expect(masked).toContain('138******00')
  expect(masked).not.toContain(phone)

  expect(await taken(respondent, evidenceVersion.loader, item)).toBe(302)
  expect(await opens(respondent, item, new Date(now.getTime() - 6 * 60_000))).toBe('step-up-needed')
  expect(await taken(respondent, evidenceVersion.loader, item)).toBe(302)
  expect((await originalPage(claimant, item)).openings).toEqual([])
  expect(await opens(respondent, item)).toBe('accepted')
  expect(await taken(respondent, evidenceVersion.loader, item)).toBe(list)
  expect(await taken(its.mediator, evidenceVersion.loader, item)).toBe(302)
  expect(await originalPage(claimant, item)).toMatchObject({
    isOwn: true,
    openings: [{ name: expect.any(String) }],
  })
  expect((await originalPage(its.mediator, item)).openings).toEqual([])

  await owner.db
    .updateTable('evidenceOpenings')
    .set({ at: new Date(Date.now() - 6 * 60_000) })
    .where('itemId', '=', item)
    .execute()
  expect(await taken(respondent, evidenceVersion.loader, item)).toBe(302)
})

test('the side that brought it has it as it is, and a text without data of people goes out freely', async () => {
  const [own, free] = [await brings(list, 'own.csv'), await brings('激活失败 0xC004F050', 'activation.log')]
  expect(await taken(claimant, evidenceVersion.loader, own)).toBe(list)
  expect(await opens(claimant, own, null)).toBe('accepted')
  expect((await originalPage(claimant, own)).openings).toEqual([])
  expect(await taken(respondent, evidenceVersion.loader, free)).toContain('0xC004F050')
  expect((await pageOf(respondent, free)).preview).toBeNull()
  expect(await opens(respondent, free)).toBe('case-unknown')
})

test('who has no seat finds neither the masked copy nor the page of the original', async () => {
  const item = await brings(list, 'foreign.csv')
  const stranger = await disputes.someone('vendor', ['vendor', 'signatory'])
  for (const who of [stranger, await disputes.anOfficer()]) {
    expect(await taken(who, evidenceMasked.loader, item)).toBe(404)
    expect(await taken(who, evidenceVersion.loader, item)).toBe(404)
    expect(await opens(who, item)).toBe('case-unknown')
  }
})

test('the page of the original asks for the second factor, and leads to the file', async () => {
  const item = await brings(list, 'page.csv')
  const at = {
    params: { caseId, itemId: item, version: '1' },
    cookie: await cookieFor(worker.db, respondent),
  }
  expect(await visit(evidenceOriginal.action, { ...at, form: {} })).toMatchObject({
    status: 302,
    location: `/cases/${caseId}/items/${item}/versions/1`,
  })
  expect((await originalPage(claimant, item)).openings).toHaveLength(1)
})

const office = (parts: Record<string, string>) =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))))
const paragraph = (text: string) =>
  `<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>${text.slice(0, 8)}</w:t></w:r><w:r><w:t>${text.slice(8)}</w:t></w:r></w:p></w:body></w:document>`
const zipped = 'application/zip'

test('a workbook is read on all its sheets, a Word document through its runs; a picture within makes either doubtful', async () => {
  const head = ['姓名', '电话']
  const book = await writeWorkbook([
    { name: '一', head, rows: [['赵六', '0xC004']] },
    { name: '二', head, rows: [['王五', phone]] },
  ])
  expect(await judgePersonal(book, zipped)).toBe('found')
  expect((await maskedCopy(book, zipped))!.text).toContain('王五\t138******00')
  const split = office({ 'word/document.xml': paragraph(`电话：${phone}`) })
  expect(await judgePersonal(split, zipped)).toBe('found')
  expect((await maskedCopy(split, zipped))!.text).toBe('电话：138******00\n')
  const plain = { 'word/document.xml': paragraph('没有任何号码的一段话') }
  expect(await judgePersonal(office(plain), zipped)).toBe('none')
  expect(await judgePersonal(office({ ...plain, 'word/media/image1.png': 'x' }), zipped)).toBe('unknown')
})

test('text in other encodings is read; of pictures, PDF and archives nobody claims to know', async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(list, 'utf16le')])
  expect(await judgePersonal(utf16, 'text/plain')).toBe('found')
  for (const [bytes, type] of [
    [pixel, 'image/png'],
    [Buffer.from('%PDF-1.7'), 'application/pdf'],
    [office({ 'a.txt': phone }), zipped],
  ] as const) {
    expect(await judgePersonal(bytes, type)).toBe('unknown')
    expect(await maskedCopy(bytes, type)).toBeNull()
  }
})

const bundle = async (who: Someone) => {
  const { bytes } = (await work(who, (tx) => takeBundle(tx, who.actor, caseId, now)))!
  const entries = unpack(bytes)
  const json = (path: string) =>
    JSON.parse(Buffer.from(entries.find((entry) => entry.path === path)!.bytes).toString())
  const words = entries.map(({ path, bytes: own }) => `${path}\n${Buffer.from(own).toString()}`).join('\n')
  return { words, evidence: json('evidence.json') as { title: string; copy: string; sha256: string }[], manifest: json('manifest.json') } // oxfmt-ignore
}

const consents = async (who: Someone, itemId: string, move: 'carry' | 'withhold') =>
  visit(evidenceItem.action, {
    params: { caseId, itemId },
    cookie: await cookieFor(worker.db, who),
    form: { move },
  })

test('the bundle carries words masked, leaves out what cannot be masked and says so, and carries it once both sides agree', async () => {
  const picture = await brings(Buffer.concat([pixel, Buffer.from('shot-of-13900139000')]), 'screen.png')
  await brings(list, 'bundle.csv')
  const copyOf = async (title: string) =>
    (await bundle(claimant)).evidence.find((one) => one.title === title)!
  const first = await bundle(claimant)
  expect(first.words).not.toContain(phone)
  expect(first.words).not.toContain(idCard)
  expect(first.words).not.toContain('13900139000')
  expect(await copyOf('bundle.csv')).toMatchObject({ copy: 'masked', masked: { phone: 1, id_card: 1 } })
  const { sha256, copy } = await copyOf('screen.png')
  expect(copy).toBe('left_out')
  expect(first.manifest.leftOut).toEqual([sha256])

  expect((await consents(claimant, picture, 'carry')).status).toBe(302)
  expect((await copyOf('screen.png')).copy).toBe('left_out')
  expect((await consents(respondent, picture, 'carry')).status).toBe(302)
  const whole = await bundle(respondent)
  expect(whole.manifest.leftOut).toEqual([])
  expect(whole.words).toContain('13900139000')
  await consents(respondent, picture, 'withhold')
  expect((await copyOf('screen.png')).copy).toBe('left_out')
  expect((await consents(its.mediator, picture, 'carry')).data).toMatchObject({
    refusal: { code: 'not-your-move' },
  })
})

test('a guest reads words masked, and what cannot be masked as it is, with a line for the side that brought it', async () => {
  const [words, picture] = [await brings(list, 'guest.csv'), await brings(pixel, 'guest.png')]
  const guest = await disputes.someone('enterprise', ['buyer'])
  await owner.db
    .insertInto('caseSeats')
    .values({ caseId, personId: guest.personId, side: 'respondent', capacity: 'guest' })
    .execute()
  expect(await taken(guest, guestVersion.loader, words)).toContain('138******00')
  expect((await originalPage(claimant, words)).openings).toEqual([])
  expect(await taken(guest, guestVersion.loader, picture)).not.toBe(404)
  expect((await originalPage(claimant, picture)).openings).toHaveLength(1)
})
