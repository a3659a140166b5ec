import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import * as statisticsPage from '~/compliance/campaigns/pages/statistics-xlsx'
import { listDistrictTotals, statisticsWorkbook } from '~/compliance/campaigns/statistics.server'
import * as reportPage from '~/compliance/inspections/pages/report-pdf'
import * as sheetPage from '~/compliance/inspections/pages/sheet-pdf'
import * as noticePage from '~/compliance/rectifications/pages/notice-pdf'
import * as pdfPage from '~/compliance/self-inspections/pages/form-pdf'
import * as xlsxPage from '~/compliance/self-inspections/pages/form-xlsx'
import { orgId, personId } from '~db/seeds/people'
import { actingAs } from '~db/tenant'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'
import { readPaper } from '../support/paper'

const { app, owner, worker } = await aMarket()
servePages(app.pool)
const officer = actingAs(app.pool, {
  organizationId: orgId('culture'), personId: personId('officer'), roles: ['officer'], actorKind: 'agency', requestId: null,
}) // oxfmt-ignore
const see = async (loader: unknown, who: string, params: Record<string, string>) =>
  (await visit(loader as never, { params, cookie: await cookieOf(worker.db, who) })).status

/** What an agency's page serves to the officer, as bytes. */
async function bytesOf(loader: unknown, who: string, params: Record<string, string>) {
  const request = new Request('http://localhost:3000/', {
    headers: { cookie: await cookieOf(worker.db, who) },
  })
  const answer = (await (loader as (args: unknown) => Promise<Response>)({
    request,
    params,
    context: { requestId: 'test', ip: '127.0.0.1' },
  })) as Response
  return Buffer.from(await answer.arrayBuffer())
}

test('an order, a signed form, a report and a check sheet are papers for those who may read them', async () => {
  const order = await owner.db.selectFrom('rectifications').select('id').where('issuedAt', 'is not', null).limit(1).executeTakeFirstOrThrow()
  const form = await owner.db.selectFrom('selfInspections').select('id').where('figures', 'is not', null).limit(1).executeTakeFirstOrThrow()
  const draft = await owner.db.selectFrom('selfInspections').select('id').where('figures', 'is', null).limit(1).executeTakeFirstOrThrow()
  const visited = await owner.db.selectFrom('inspections').select('id').where('conclusion', 'is not', null).limit(1).executeTakeFirstOrThrow()
  const papers = [
    [noticePage.loader, { rectificationId: order.id }],
    [pdfPage.loader, { selfInspectionId: form.id }],
    [reportPage.loader, { inspectionId: visited.id }],
    [sheetPage.loader, { inspectionId: visited.id }],
  ] as const
  for (const [loader, params] of papers) {
    const text = await readPaper(await bytesOf(loader, 'officer', params), `paper-${papers.findIndex(([one]) => one === loader)}`)
    if (loader !== noticePage.loader) expect(text).toMatch(/清单已识别.*规则包/)
    expect([403, 404]).toContain(await see(loader, 'lantuApprover', params))
  }
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await bytesOf(xlsxPage.loader, 'officer', { selfInspectionId: form.id })) as unknown as ArrayBuffer)
  expect(book.worksheets.map(({ name }) => name)).toEqual([
    '一、单位情况', '二、计算机情况', '三、软件使用情况', '五、整改安排',
  ])
  const heads = (book.worksheets[2]!.getRow(book.worksheets[2]!.rowCount).values as unknown[]).length
  expect(heads).toBeGreaterThan(12)
  expect(await see(pdfPage.loader, 'officer', { selfInspectionId: draft.id })).toBe(404)
  expect(await see(reportPage.loader, 'liaison', { inspectionId: visited.id })).toBe(404)
}) // oxfmt-ignore

test('the statistics add up: every enterprise called stands in one district', async () => {
  const { id, title } = await owner.db.selectFrom('campaigns').select(['id', 'title']).where('state', '=', 'open').executeTakeFirstOrThrow()
  const rows = await listDistrictTotals(officer, id)
  const called = await owner.db.selectFrom('campaignUnits').select('orgId').where('campaignId', '=', id).execute()
  expect(rows.reduce((sum, row) => sum + row.called, 0)).toBe(called.length)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await statisticsWorkbook(title, '2026-11-27', rows, 'zh')) as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]!
  expect(sheet.getRow(sheet.rowCount).getCell(2).value).toBe(called.length)
  expect(await see(statisticsPage.loader, 'officer', { campaignId: id })).toBe(200)
}) // oxfmt-ignore
