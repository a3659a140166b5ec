import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attendanceCode, plainCode } from '~/program/trainings/attendance'
import { certificatePdf } from '~/program/trainings/certificate.server'
import { remindTrainings } from '~/program/trainings/clock.server'
import { planTraining } from '~/program/trainings/commands.server'
import * as certificate from '~/program/trainings/pages/certificate-pdf'
import * as desk from '~/program/trainings/pages/training-desk'
import * as proof from '~/program/trainings/pages/proof'
import * as page from '~/program/trainings/pages/training'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
const { aBuyer, anOfficer, clock } = peopleOf(database)
servePages(app.pool)
const [buyer, other, officer] = [await aBuyer(), await aBuyer(), await anOfficer()]
const [its, others, office] = await Promise.all(
  [buyer, other, officer].map((who) => cookieFor(worker.db, who)),
)

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const facts = {
  titleZh: '软件资产管理培训',
  titleEn: '',
  topic: 'asset_management',
  place: '三楼会议室',
  placeEn: 'Room 3',
} as const
const aTraining = async (more: { seats?: number; startsAt?: Date; state?: 'open' | 'draft' } = {}) =>
  (
    await owner.db
      .insertInto('trainings')
      .values({ ...facts, startsAt: inHours(24), endsAt: inHours(27), seats: 2, state: 'open', ...more })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id

const post = (trainingId: string, form: Record<string, string>, cookie = its) =>
  visit(page.action, { cookie: cookie!, params: { trainingId }, form })
const enroll = (trainingId: string, person: string, cookie = its) =>
  post(trainingId, { move: 'enroll', person, mail: '' }, cookie)
const run = (trainingId: string, form: Record<string, string>, cookie = office) =>
  visit(desk.action, { cookie: cookie!, params: { trainingId }, form })
const line = (trainingId: string) =>
  owner.db.selectFrom('enrollments').selectAll().where('trainingId', '=', trainingId).orderBy('id').execute()
const statesOf = async (trainingId: string) => (await line(trainingId)).map(({ state }) => state)
const takenOf = async (id: string) =>
  (await owner.db.selectFrom('trainings').select('taken').where('id', '=', id).executeTakeFirstOrThrow())
    .taken
const refusalOf = ({ data }: { data: unknown }) =>
  (data as { refusal: { code: string } | null }).refusal?.code

test('of two that race for the last seat one is enrolled and one waits', async () => {
  const training = await aTraining({ seats: 1 })
  await Promise.all([enroll(training, '王敏'), enroll(training, '李强', others)])
  expect((await statesOf(training)).toSorted()).toEqual(['enrolled', 'waiting'])
  expect(await takenOf(training)).toBe(1)
})

test('whatever people do at once, no seat is sold twice and none stays empty while somebody waits', async () => {
  const training = await aTraining({ seats: 2 })
  await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((name) => enroll(training, name)))
  const enrolled = (await line(training)).filter(({ state }) => state === 'enrolled')
  await Promise.all([
    ...enrolled.map(({ id }) => post(training, { move: 'withdraw', enrollmentId: id })),
    enroll(training, '己', others),
  ])
  const states = await statesOf(training)
  expect(states.filter((state) => state === 'enrolled')).toHaveLength(2)
  expect(states.filter((state) => state === 'waiting')).toHaveLength(2)
  expect(await takenOf(training)).toBe(2)
})

test('a seat that comes free goes to whoever waits first, and their organization is told', async () => {
  const training = await aTraining({ seats: 1 })
  await enroll(training, '王敏')
  await enroll(training, '李强', others)
  await enroll(training, '赵倩')
  const [first, second] = await line(training)
  await post(training, { move: 'withdraw', enrollmentId: first!.id })
  expect(await statesOf(training)).toEqual(['withdrawn', 'enrolled', 'waiting'])
  const told = await owner.db
    .selectFrom('notifications')
    .select('kind')
    .where('personId', '=', other.personId)
    .execute()
  expect(told).toEqual([{ kind: 'enrollment.moved_up' }])
  expect(refusalOf(await post(training, { move: 'withdraw', enrollmentId: second!.id }))).toBe(
    'already-moved',
  )
})

test('a person has one place in a training, and a refused second one takes no seat', async () => {
  const training = await aTraining()
  await enroll(training, '王敏')
  expect(refusalOf(await enroll(training, '王敏'))).toBe('enrolled-already')
  expect(await takenOf(training)).toBe(1)
})

test('a training takes people while it is open and has not begun', async () => {
  const begun = await aTraining({ startsAt: inHours(-1) })
  expect(refusalOf(await enroll(begun, '王敏'))).toBe('training-closed')
  const canceled = await aTraining()
  await run(canceled, { move: 'cancel' })
  expect(refusalOf(await enroll(canceled, '李强'))).toBe('training-closed')
  const plan = (startsAt: Date) =>
    officer.db
      .transaction()
      .execute((tx) =>
        planTraining(
          tx,
          officer.actor,
          { ...facts, startsAt, endsAt: inHours(9), seats: 3, description: '' },
          new Date(),
        ),
      )
  await expect(plan(inHours(-1))).rejects.toMatchObject({ code: 'training-past', field: 'startsAt' })
})

test('whoever knows the code of the room has attended, with a certificate that proves itself; the others were absent', async () => {
  const training = await aTraining()
  await enroll(training, '王敏')
  await enroll(training, '李强', others)
  const { data } = await run(training, { move: 'hold' })
  const { code } = data as { code: string }
  const [own, foreign] = await line(training)
  const attend = (enrollmentId: string, typed: string) =>
    post(training, { move: 'attend', enrollmentId, code: typed })
  expect(refusalOf(await attend(own!.id, '2222-2222'))).toBe('attendance-code-wrong')
  expect(refusalOf(await attend(foreign!.id, code))).toBe('already-moved')
  expect((await attend(own!.id, code.toLowerCase())).location).toContain('done=training-attended')
  await run(training, { move: 'close' })
  const [came, missed] = await line(training)
  expect([came!.state, missed!.state]).toEqual(['attended', 'absent'])

  const shown = await visit(proof.loader, { params: { certificateNo: came!.certificateNo! } })
  expect(shown.data).toMatchObject({ proven: { person: '王**', trainingId: training } })
  expect((await visit(proof.loader, { params: { certificateNo: 'TC-2026-0000000000' } })).data).toMatchObject(
    {
      proven: null,
    },
  )
  const paper = (cookie: string) => visit(certificate.loader, { cookie, params: { enrollmentId: own!.id } })
  expect([(await paper(its!)).status, (await paper(others!)).status]).toEqual([200, 404])
}, 20_000)

test('an officer marks whoever was seen in the room, and nobody else does', async () => {
  const training = await aTraining()
  await enroll(training, '王敏')
  const { id } = (await line(training))[0]!
  expect(refusalOf(await run(training, { move: 'mark', enrollmentId: id }))).toBe('already-moved')
  await run(training, { move: 'hold' })
  expect((await run(training, { move: 'mark', enrollmentId: id }, its)).status).toBe(404)
  await run(training, { move: 'mark', enrollmentId: id })
  expect(await line(training)).toMatchObject([
    { state: 'attended', certificateNo: expect.stringMatching(/^TC-\d{4}-[0-9A-F]{10}$/) },
  ])
})

test('an organization sees whom it sends itself, and a draft is the office’s own', async () => {
  const training = await aTraining()
  await enroll(training, '王敏')
  const { data } = await visit(page.loader, { cookie: others!, params: { trainingId: training } })
  expect(data).toMatchObject({ own: [], training: { taken: 1 } })
  const draft = await aTraining({ state: 'draft' })
  expect((await visit(page.loader, { cookie: its!, params: { trainingId: draft } })).status).toBe(404)
  expect((await visit(page.loader, { cookie: office!, params: { trainingId: draft } })).status).toBe(200)
})

test('the day before, whoever sends somebody is reminded once', async () => {
  const training = await aTraining({ startsAt: inHours(20) })
  await enroll(training, '王敏')
  const remind = () => clock.db.transaction().execute((tx) => remindTrainings(tx, new Date()))
  await remind()
  await remind()
  const told = await owner.db
    .selectFrom('notifications')
    .select('href')
    .where('personId', '=', buyer.personId)
    .where('kind', '=', 'training.reminder')
    .where('href', '=', `/trainings/${training}`)
    .execute()
  expect(told).toHaveLength(1)
})

test('materials are the office’s to add, once each, and whoever is signed in reads them', async () => {
  const id = await aTraining()
  const add = (cookie = office, text = 'slides') => {
    const form = new FormData()
    form.append('move', 'material')
    form.append('file', new File([`%PDF-1.7 ${text}`], 'slides.pdf', { type: 'application/pdf' }))
    return visit(desk.action, { cookie: cookie!, params: { trainingId: id }, form })
  }
  expect((await add()).location).toContain('done=training-material')
  expect(refusalOf(await add())).toBe('material-known')
  expect((await add(its)).status).toBe(404)
  const seen = async (cookie?: string) =>
    (
      (await visit(page.loader, { params: { trainingId: id }, ...(cookie && { cookie }) })).data as {
        materials: object[]
      }
    ).materials
  const kept = await owner.db.selectFrom('attachments').select('fileId').where('subjectId', '=', id).execute()
  const forged = buyer.db
    .insertInto('attachments')
    .values({ fileId: kept[0]!.fileId, place: 'training', subjectId: id })
  await expect(forged.execute()).rejects.toThrow('row-level security')
  expect(await seen(its)).toMatchObject([{ name: 'slides.pdf' }])
  expect(await seen()).toEqual([])
  await run(id, { move: 'cancel' })
  expect(refusalOf(await add(office, 'more'))).toBe('already-moved')
})

test('a code is eight signs that nobody mixes up, and typed in any manner it is the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) => {
      const code = attendanceCode(bytes)
      expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
      expect(plainCode(` ${code.toLowerCase().replace('-', ' ')}`)).toBe(plainCode(code))
    }),
  )
})

test('a certificate is one sheet with the name, the training and where it is verified', async () => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const its = { ...facts, titleEn: 'Asset management', person: '林晓', certificateNo: 'TC-2026-7F3A9B21C0', organization: '海曲精和机械制造有限公司', organizationEn: 'Jinghe', quizPassed: true } // oxfmt-ignore
  for (const locale of ['zh', 'en'] as const) {
    const bytes = await certificatePdf({ ...its, startsAt: inHours(1), endsAt: inHours(4) }, locale)
    expect((await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).numPages).toBe(1)
    const paper = await readPaper(bytes, `certificate-${locale}`)
    expect(paper).toContain('trainings/certificates/TC-2026-7F3A9B21C0')
    expect(paper).toContain(locale === 'zh' ? '测验通过' : 'Quizpassed')
    expect(paper).toContain(locale === 'zh' ? '三楼会议室' : 'Room3')
  }
}, 20_000)
