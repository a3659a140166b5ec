import { expect, test } from 'vitest'
import { orgId } from '~db/seeds/people'
import * as memberNew from '~/people/pages/member-new'
import * as organization from '~/people/pages/organization'
import { aMarket } from '../support/database'
import { cookieOf, servePages, visit } from '../support/pages'

const { app, worker } = await aMarket()
servePages(app.pool)
const approver = await cookieOf(worker.db, 'approver')

const invite = (form: Record<string, string>, cookie = approver) =>
  visit(memberNew.action as never, {
    path: '/organization/members/new',
    cookie,
    form: { name: '新同事', department: '', roles: 'buyer', ...form },
  })

const countPeople = async (mail: string) =>
  (await worker.db.selectFrom('persons').select('id').where('mail', '=', mail).execute()).length

test('the same form posted twice makes one fact and gives the same answer', async () => {
  const form = { mail: 'twice@jinghe.example', _key: 'form-key-0001' }
  const answers = [await invite(form), await invite(form)]
  expect(answers.map(({ location }) => location)).toEqual(Array(2).fill('/organization/members?done=invited'))
  expect(await countPeople('twice@jinghe.example')).toBe(1)
})

test('ten posts of one form at the same time make one fact', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => invite({ mail: 'ten@jinghe.example', _key: 'form-key-0010' })),
  )
  expect(new Set(answers.map(({ location }) => location))).toEqual(
    new Set(['/organization/members?done=invited']),
  )
  expect(await countPeople('ten@jinghe.example')).toBe(1)
  expect(
    await worker.db.selectFrom('mails').select('id').where('address', '=', 'ten@jinghe.example').execute(),
  ).toHaveLength(1)
})

test('the key of one form does not carry another form', async () => {
  await invite({ mail: 'first@jinghe.example', _key: 'form-key-0002' })
  const other = await invite({ mail: 'second@jinghe.example', _key: 'form-key-0002' })
  expect(other.data).toMatchObject({ refusal: { code: 'repeated-differently' } })
  expect(await countPeople('second@jinghe.example')).toBe(0)
})

test('a refused form may be posted again with the same key once it is right', async () => {
  const wrong = await invite({ mail: 'no address', _key: 'form-key-0003' })
  expect(wrong).toMatchObject({
    status: 422,
    data: { problems: [{ field: 'mail' }], values: { mail: 'no address', name: '新同事' } },
  })
  expect(await invite({ mail: 'right@jinghe.example', _key: 'form-key-0003' })).toMatchObject({ status: 302 })
})

test('a deed that needs a fresh proof asks for the code and keeps what was typed', async () => {
  const cookie = await cookieOf(worker.db, 'lantuApprover')
  await worker.db
    .updateTable('sessions')
    .set({ stepUpAt: new Date(Date.now() - 6 * 60_000) })
    .where('orgId', '=', orgId('lantu'))
    .execute()
  const asked = await invite({ mail: 'later@lantu.example' }, cookie)
  expect(asked.data).toMatchObject({
    refusal: { code: 'step-up-needed', field: 'totp' },
    values: { mail: 'later@lantu.example' },
  })
  const wrong = await invite({ mail: 'later@lantu.example', totp: '000000' }, cookie)
  expect(wrong.data).toMatchObject({ refusal: { code: 'wrong-code', field: 'totp' } })
  expect(await countPeople('later@lantu.example')).toBe(0)
})

test('columns that the form does not have cannot be posted', async () => {
  const form = {
    nameEn: 'Jinghe',
    district: '370211',
    listing: 'none',
    headcount: '300',
    mail: '',
    state: 'verified',
    uscc: '91350100M000100Y43',
    kind: 'agency',
    verifiedAt: '2020-01-01',
  }
  expect(
    await visit(organization.action as never, { path: '/organization', cookie: approver, form }),
  ).toMatchObject({ status: 302 })
  const row = await worker.db
    .selectFrom('organizations')
    .select(['kind', 'uscc', 'headcount'])
    .where('id', '=', orgId('jinghe'))
    .executeTakeFirst()
  expect(row).toEqual({ kind: 'enterprise', uscc: '91370200MADEM0011D', headcount: 300 })
})

test('of a page with several forms, the problems are those of the form that was posted', async () => {
  const { data } = await visit(organization.action as never, {
    path: '/organization',
    cookie: approver,
    form: { nameEn: '', district: 'x', listing: 'none', headcount: 'many', mail: '' },
  })
  expect((data as { problems: { field: string }[] }).problems.map(({ field }) => field).toSorted()).toEqual([
    'district',
    'headcount',
  ])
})

test('names that would reach into the prototype are dropped', async () => {
  await invite({
    mail: 'proto@jinghe.example',
    '__proto__.polluted': 'yes',
    'constructor.prototype.polluted': 'yes',
  })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})
