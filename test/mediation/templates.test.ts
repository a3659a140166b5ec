import { expect, test } from 'vitest'
import { speak } from '~/mediation/channels/talk.server'
import * as firstOffer from '~/mediation/pages/first-offer'
import * as procedure from '~/mediation/pages/procedure'
import * as templateNew from '~/mediation/pages/template-new'
import * as templatePage from '~/mediation/pages/template'
import * as templatesPage from '~/mediation/pages/templates'
import { begunOffer } from '~/mediation/offers/terms'
import { begun, fill } from '~/mediation/templates/filling'
import { templateForm, templateKinds, type TemplateKind } from '~/mediation/templates/form'
import { readTemplates, readUsable } from '~/mediation/templates/reading.server'
import { reviewTemplate, withdrawTemplate, writeTemplate } from '~/mediation/templates/writing.server'
import { findCase } from '~/mediation/queries.server'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner, worker } = database
servePages(database.app.pool)
const disputes = disputesOf(database)
const { work } = disputes

const values = (kind: TemplateKind = 'procedure', textZh = '案件 {number}，请补充材料') =>
  templateForm.parse({
    kind,
    nameZh: '补充材料',
    nameEn: 'Add documents',
    textZh,
    textEn: 'Case {number}: please',
  })

/** A body's template, written by its registrar, and reviewed by a mediator of it unless told otherwise. */
async function aTemplate(
  { orgId, registrar, mediators }: { orgId: string; registrar: Someone; mediators: readonly Someone[] },
  { kind, reviewed = true }: { kind?: TemplateKind; reviewed?: boolean } = {},
) {
  const id = await work(registrar, (tx) => writeTemplate(tx, registrar.actor, orgId, values(kind)))
  const reviews = (who: Someone, of = id) => work(who, (tx) => reviewTemplate(tx, who.actor, orgId, of))
  if (reviewed) await reviews(mediators[0]!)
  const revises = (who: Someone, textZh: string) =>
    work(who, (tx) => writeTemplate(tx, who.actor, orgId, { ...values(kind, textZh), followsId: id }))
  return { id, reviews, revises }
}

const usableFor = async (who: Someone, caseId: string, kind: TemplateKind, chosen: string | null = null) =>
  readUsable(who.db, (await findCase(who.db, caseId))!, { kind, chosen, locale: 'zh', now: new Date() })

test('a template is used by nobody before a second person has reviewed it, and never by its writer’s own word', async () => {
  const its = await disputes.anAdmittedCase()
  const { id, reviews } = await aTemplate(its, { reviewed: false })
  const use = () => usableFor(its.registrar, its.caseId, 'procedure', id)
  expect(await use()).toEqual({ templates: [], chosen: null })
  await expect(reviews(its.registrar)).rejects.toMatchObject({ code: 'own-template' })
  await expect(
    owner.db.updateTable('caseTemplates').set({ reviewedBy: its.registrar.personId, reviewedAt: new Date() }).where('id', '=', id).execute(), // oxfmt-ignore
  ).rejects.toThrow('violates check constraint')
  await reviews(its.mediators[0]!)
  expect((await use()).chosen?.text).toMatch(/^案件 MC\d\d-[2-9A-Z]{6}，请补充材料$/)
  await expect(reviews(its.mediators[1]!)).rejects.toMatchObject({ code: 'template-reviewed' })
})

test('a new version takes the place of the one before when it is reviewed; one at a time waits', async () => {
  const its = await disputes.anAdmittedCase()
  const { id, reviews, revises } = await aTemplate(its)
  const second = await revises(its.mediators[0]!, '案件 {number}，五日内补充')
  await expect(revises(its.registrar, '三日内补充')).rejects.toMatchObject({ code: 'version-waits' })
  const offered = async () =>
    (await usableFor(its.registrar, its.caseId, 'procedure')).templates.map((one) => one.version)
  expect(await offered()).toEqual([1])
  await reviews(its.registrar, second)
  expect(await offered()).toEqual([2])
  expect((await usableFor(its.registrar, its.caseId, 'procedure', id)).chosen).toBeNull()
  await work(its.registrar, (tx) => withdrawTemplate(tx, its.orgId, second))
  expect(await offered()).toEqual([])
  await expect(work(its.registrar, (tx) => withdrawTemplate(tx, its.orgId, second))).rejects.toMatchObject({
    code: 'template-unknown',
  })
  const third = await revises(its.registrar, '重新起草')
  const { version } = await owner.db
    .selectFrom('caseTemplates')
    .where('id', '=', third)
    .select('version')
    .executeTakeFirstOrThrow()
  expect(version).toBe(3)
})

test('no word of a template changes after it was written; another body neither reads what waits nor reviews it', async () => {
  const its = await disputes.aBody()
  const foreign = await disputes.aBody()
  const { id, reviews } = await aTemplate(its, { reviewed: false })
  await expect(
    its.registrar.db.updateTable('caseTemplates').set({ textZh: '另一句' }).where('id', '=', id).execute(),
  ).rejects.toThrow('permission denied')
  const seen = (who: Someone) =>
    who.db.selectFrom('caseTemplates').select('id').where('id', '=', id).execute()
  expect(await seen(foreign.registrar)).toEqual([])
  await expect(reviews(foreign.registrar)).rejects.toMatchObject({ code: 'template-unknown' })
  expect(await readTemplates(foreign.registrar.db, foreign.registrar.actor, its.orgId)).toBeUndefined()
  await reviews(its.mediators[0]!)
  expect(await seen(foreign.registrar)).toEqual([{ id }])
  await foreign.registrar.db
    .updateTable('caseTemplates')
    .set({ endedAt: new Date() })
    .where('id', '=', id)
    .execute()
    .catch(() => {})
  expect((await owner.db.selectFrom('caseTemplates').select('endedAt').where('id', '=', id).executeTakeFirstOrThrow()).endedAt).toBeNull() // oxfmt-ignore
})

test('a template fills in what the case says, leaves what it does not know, and stands after what was written', () => {
  const facts = {
    number: 'MC26-7K3M2X',
    claimant: '甲',
    respondent: '乙',
    body: '调委会',
    today: '2026-11-28',
  }
  expect(fill('{number}：{claimant}诉{respondent}，{unknown} {today}', facts)).toBe(
    'MC26-7K3M2X：甲诉乙，{unknown} 2026-11-28',
  )
  expect(begun('', '模板')).toBe('模板')
  expect(begun('已写的一句 ', '模板')).toBe('已写的一句\n\n模板')
  expect(begun('已写的一句', undefined)).toBe('已写的一句')
  expect(begunOffer(null, undefined)).toBeNull()
  expect(begunOffer({ items: [], note: '先说明' }, '模板')).toEqual({ items: [], note: '先说明\n\n模板' })
})

test('each editor is offered the templates of its kind, and choosing one neither saves nor sends anything', async () => {
  const its = await disputes.aDraft()
  for (const kind of templateKinds) await aTemplate(its, { kind })
  const buyer = await cookieFor(worker.db, its.claimant)
  const params = { caseId: its.caseId }
  const usableIn = ({ data }: { data: unknown }) =>
    (data as { usable: { templates: { id: string }[]; chosen: { text: string } | null } | null }).usable
  const offered = usableIn(await visit(firstOffer.loader, { params, cookie: buyer }))!
  expect(offered.templates).toHaveLength(1)
  const path = `/cases/${its.caseId}/first-offer?template=${offered.templates[0]!.id}`
  const before = await owner.db.selectFrom('offers').selectAll().execute()
  expect(usableIn(await visit(firstOffer.loader, { path, params, cookie: buyer }))!.chosen?.text).toContain(
    '请补充材料',
  )
  expect(await owner.db.selectFrom('offers').selectAll().execute()).toEqual(before)
  const bad = await visit(firstOffer.loader, { path: `${path}x`, params, cookie: buyer })
  expect(usableIn(bad)!.chosen).toBeNull()

  const filed = await disputes.anAdmittedCase()
  await aTemplate(filed)
  await work(filed.registrar, (tx) =>
    speak(tx, filed.registrar.actor, filed.caseId, 'procedure', { move: 'send', body: '已受理' }, new Date()),
  )
  const read = async (who: Someone) =>
    usableIn(
      await visit(procedure.loader, {
        params: { caseId: filed.caseId },
        cookie: await cookieFor(worker.db, who),
      }),
    )
  expect((await read(filed.registrar))!.templates).toHaveLength(1)
  expect(await read(filed.claimant)).toBeNull()
})

test('over its pages one person writes, a second reviews; what was typed is kept', async () => {
  const its = await disputes.aBody()
  const params = { bodyId: its.orgId }
  const [writer, second] = await Promise.all([its.registrar, its.mediators[0]!].map((who) => cookieFor(worker.db, who))) // oxfmt-ignore
  const form = { kind: 'settlement', nameZh: '验收', nameEn: 'Acceptance', textZh: '三日内验收', textEn: '' }
  expect(await visit(templateNew.action, { params, cookie: writer!, form })).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'textEn' }], values: { textZh: '三日内验收' } },
  })
  const { location } = await visit(templateNew.action, {
    params,
    cookie: writer!,
    form: { ...form, textEn: 'within three days' },
  })
  const templateId = /templates\/([0-9a-f-]{36})/.exec(location!)![1]!
  const at = { params: { ...params, templateId } }
  const review = { form: { move: 'review' } }
  expect((await visit(templatePage.action, { ...at, ...review, cookie: writer! })).data).toMatchObject({
    refusal: { code: 'own-template' },
  })
  expect((await visit(templatePage.loader, { ...at, cookie: second! })).data).toMatchObject({
    mayReview: true,
  })
  expect((await visit(templatePage.action, { ...at, ...review, cookie: second! })).status).toBe(302)
  const path = `/bodies/${its.orgId}/templates/new?follows=${templateId}`
  expect((await visit(templateNew.loader, { path, params, cookie: second! })).data).toMatchObject({
    follows: { textZh: '三日内验收' },
  })
  expect((await visit(templatesPage.loader, { params, cookie: second! })).data).toMatchObject({
    templates: [{ nameZh: '验收', version: 1 }],
  })
})
