import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { organizations } from '~db/seeds/cast'
import { orgId } from '~db/seeds/people'
import { verifying as en } from '~/texts/en/verifying'
import { verifying as zh } from '~/texts/zh/verifying'
import { aMember, aVisitor, db, type Visitor } from '../support/browser'

const folder = await mkdtemp(join(tmpdir(), 'muster-verify-'))
afterAll(() => rm(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

const managerOf = (org: string) =>
  organizations
    .find(({ key }) => orgId(key) === org)
    ?.people.find(({ roles }) => roles.some((role) => role === 'asset_manager'))?.key

/** A file as an asset manager of the organization downloads it. */
async function take(org: string, path: string) {
  const manager = await aMember(managerOf(org)!)
  return (await manager.page.request.get(path)).body()
}

/** A certificate's PDF and a purchase record, and the record once more with one digit changed. */
beforeAll(async () => {
  const certificate = await db
    .selectFrom('certificates')
    .select(['id', 'orgId'])
    .where('state', '=', 'valid')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  await writeFile(
    at('certificate.pdf'),
    await take(certificate.orgId, `/licenses/certificates/${certificate.id}/pdf`),
  )
  const records = await db.selectFrom('purchaseRecords').select(['no', 'orgId']).orderBy('no').execute()
  const its = records.find(({ orgId: org }) => managerOf(org) !== undefined)!
  const record = (await take(its.orgId, `/records/${its.no}/signed.json`)).toString()
  await writeFile(at('record.json'), record)
  const changed = record.replace(
    /(\\"quantity\\":)(\d)/,
    (_, name: string, digit: string) => `${name}${(Number(digit) + 1) % 10}`,
  )
  expect(changed).not.toBe(record)
  await writeFile(at('changed.json'), changed)
})

const drop = (visitor: Visitor, ...names: string[]) =>
  visitor.page.locator('input[type=file]').setInputFiles(names.map(at))

test('whoever was shown a certificate or a record drops it on the public page: it is checked there and sent nowhere', async () => {
  const visitor = await aVisitor({ width: 390 })
  await visitor.open('/verify')
  const posted: string[] = []
  visitor.page.on('request', (request) => posted.push(`${request.method()} ${request.url()}`))
  await drop(visitor, 'certificate.pdf', 'record.json', 'changed.json')
  await visitor.sees(zh.outcomes.wrong)
  await visitor.look()
  expect(await visitor.main().getByText(zh.outcomes.genuine).count()).toBe(2)
  expect(await visitor.main().getByText(zh.problems['record-signature']).count()).toBe(1)
  expect(posted).toEqual([])
})

test('the page that was saved opens from the disk without network, tells good from changed, and speaks both languages', async () => {
  const visitor = await aVisitor({ locale: 'en' })
  await visitor.open('/verify')
  const waiting = visitor.page.waitForEvent('download')
  await visitor.main().getByRole('link', { name: en.saved.link }).click()
  await (await waiting).saveAs(at('verify.html'))
  await visitor.context.setOffline(true)
  await visitor.page.goto(pathToFileURL(at('verify.html')).href)
  await visitor.sees(en.saved.title)
  await drop(visitor, 'certificate.pdf', 'record.json')
  await expect.poll(() => visitor.main().getByText(en.outcomes.genuine).count()).toBe(2)
  await drop(visitor, 'changed.json')
  await visitor.sees(en.outcomes.wrong)
  expect(await visitor.main().getByText(en.outcomes.genuine).count()).toBe(0)
  await visitor.main().getByRole('button', { name: '中文' }).click()
  await visitor.sees(zh.outcomes.wrong)
  await visitor.look()
})

test('without scripts the number is still looked up, and files are said to need them', async () => {
  const { no } = await db
    .selectFrom('certificates')
    .select('no')
    .where('state', '=', 'valid')
    .executeTakeFirstOrThrow()
  const visitor = await aVisitor({ javaScript: false })
  await visitor.open('/verify')
  expect(await visitor.main().innerText()).toContain(zh.without)
  expect(await visitor.main().locator('[name=address], [type=file]').count()).toBe(0)
  await visitor.fill({ no })
  await visitor.press('核验', '/verify')
  await visitor.sees('证明有效')
})
