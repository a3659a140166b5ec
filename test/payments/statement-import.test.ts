import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import iconv from 'iconv-lite'
import { account } from '~/payments/ledger/accounts'
import { balancesOf } from '~/payments/ledger/post.server'
import { bookNextStatement } from '~/payments/statement-work.server'
import { commitStatement, discardStatement, uploadStatement } from '~/payments/statement.server'
import { bankOf } from '../support/bank'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const trade = tradeOf(database)
const bank = bankOf(database, trade)
const officer = await trade.anOfficer()

const linesOf = (accountId: string) =>
  owner.db
    .selectFrom('bankLines')
    .select(['serialNo', 'amount', 'direction'])
    .where('accountId', '=', accountId)
    .orderBy('bookedAt')
    .orderBy('serialNo')
    .execute()
const bookedOn = async (accountId: string) =>
  (await balancesOf(owner.db, [account.bank(accountId)]))(account.bank(accountId))

test('each line is booked once, to a suspense account of its own, and the bank’s account is what the bank says', async () => {
  const house = await bank.anAccount()
  const { lines } = await bank.book(
    officer,
    house,
    bank.aFile(house, [
      { amount: 10_000n, serial: 'S1' },
      { amount: 2_500n, direction: 'D', serial: 'S2' },
    ]),
  )
  expect(await bookedOn(house.id)).toBe(7_500n)
  const of = await balancesOf(owner.db, lines.map(account.suspense))
  expect(lines.map((id) => of(account.suspense(id)))).toEqual([-10_000n, 2_500n])
  expect(
    await owner.db.selectFrom('bankAccounts').select('closing').where('id', '=', house.id).executeTakeFirst(),
  ).toEqual({ closing: 7_500n })
})

test('the same file again, an overlapping one and one in GB18030 add only what is new', async () => {
  const house = await bank.anAccount()
  const first = bank.aFile(house, [
    { amount: 100n, serial: 'A1', name: '青岛测试有限公司' },
    { amount: 200n, serial: 'A2' },
  ])
  await bank.book(officer, house, first)
  const again = await bank.upload(officer, house, first)
  expect(again).toMatchObject({ state: 'checked', lines: 2, known: 2, gap: null, problems: [] })
  await officer.db.transaction().execute((tx) => discardStatement(tx, again.id))
  expect(await trailOf(owner.db, again.id)).toEqual([
    'statement.uploaded',
    'statement.checked',
    'statement.discarded',
  ])
  const more = bank.aFile(house, [{ amount: 300n, serial: 'A3', name: '龘测试公司' }])
  const overlapping = `${first}\r\n${more.split('\r\n')[1]}`
  const { id } = await bank.book(officer, house, iconv.encode(overlapping, 'gb18030'))
  expect((await linesOf(house.id)).map(({ serialNo }) => serialNo)).toEqual(['A1', 'A2', 'A3'])
  expect(
    await owner.db
      .selectFrom('statementImports')
      .select(['lines', 'known', 'state'])
      .where('id', '=', id)
      .executeTakeFirst(),
  ).toEqual({ lines: 3, known: 2, state: 'committed' })
  expect(await bookedOn(house.id)).toBe(600n)
  expect(await trailOf(owner.db, id)).toEqual([
    'statement.uploaded',
    'statement.checked',
    'statement.approved',
    'statement.committed',
  ])
})

test('rows that run backwards in time are the same statement', async () => {
  const house = await bank.anAccount()
  const [head, ...rows] = bank
    .aFile(house, [
      { amount: 1n, serial: 'D1' },
      { amount: 2n, serial: 'D2' },
      { amount: 3n, serial: 'D3' },
    ])
    .split('\r\n')
  await bank.book(officer, house, [head, ...rows.toReversed()].join('\n'))
  expect(
    await owner.db.selectFrom('bankAccounts').select('closing').where('id', '=', house.id).executeTakeFirst(),
  ).toEqual({ closing: 6n })
})

test('the same day told by each layout makes the same lines and the same ledger', async () => {
  const told: unknown[] = []
  for (const name of [
    'muster-statement-1',
    'signed-amount',
    'in-out-columns',
    'amount-and-flag',
    'titled-report',
  ]) {
    const house = await bank.anAccount()
    const sample = (await readFile(`test/samples/statements/${name}.csv`)).toString('latin1')
    const file = Buffer.from(sample.replaceAll('37101985510050001234', house.number), 'latin1')
    const { lines } = await bank.book(officer, house, file)
    const of = await balancesOf(owner.db, lines.map(account.suspense))
    const suspense = lines.map((id) => of(account.suspense(id))).toSorted((a, b) => Number(a - b))
    told.push({ lines: await linesOf(house.id), suspense, bank: await bookedOn(house.id) })
    const again = await bank.upload(officer, house, file)
    expect(again).toMatchObject({ lines: 3, known: 3, problems: [] })
  }
  expect(told).toEqual(told.map(() => told[0]))
  expect(told[0]).toMatchObject({ suspense: [-2_400_000n, -1n, 1_850_000n], bank: 550_001n })
})

test('a known serial number with other content refuses the file by row and opens a break', async () => {
  const house = await bank.anAccount()
  const file = bank.aFile(house, [{ amount: 100n, serial: 'C1' }])
  await bank.book(officer, house, file)
  const changed = await bank.upload(officer, house, file.replaceAll('1.00', '7.00'))
  expect(changed.problems).toEqual([{ row: 2, column: 'serial_no', code: 'serial-changed' }])
  await expect(
    officer.db.transaction().execute((tx) => commitStatement(tx, officer.actor, changed.id, null)),
  ).rejects.toThrow('statement-has-problems')
  expect(
    await owner.db.selectFrom('breaks').select('kind').where('subject', '=', `${house.id}:C1`).execute(),
  ).toEqual([{ kind: 'serial-changed' }])
  await expect(
    owner.db
      .updateTable('statementImports')
      .set({ state: 'committed', committedAt: new Date() })
      .where('id', '=', changed.id)
      .execute(),
  ).rejects.toThrow('check constraint')
})

test('a gap to the last statement needs its reason and opens a break', async () => {
  const house = await bank.anAccount()
  await bank.book(officer, house, bank.aFile(house, [{ amount: 100n }]))
  house.balance += 55n
  const gap = await bank.upload(officer, house, bank.aFile(house, [{ amount: 100n }]))
  expect(gap).toMatchObject({ gap: 55n, problems: [] })
  await expect(
    officer.db.transaction().execute((tx) => commitStatement(tx, officer.actor, gap.id, null)),
  ).rejects.toThrow('gap-needs-reason')
  await officer.db.transaction().execute((tx) => commitStatement(tx, officer.actor, gap.id, '银行补记利息'))
  await Promise.all([bookNextStatement(trade.clock.db), bookNextStatement(trade.clock.db)])
  expect(
    await owner.db.selectFrom('breaks').select(['kind', 'found']).where('subject', '=', gap.id).execute(),
  ).toEqual([{ kind: 'statement-gap', found: 55n }])
})

test('wrong cells are told by row and column, and nothing of the file is booked', async () => {
  const house = await bank.anAccount()
  const [head, ...rows] = bank
    .aFile(house, [{ amount: 100n }, { amount: 200n }, { amount: 300n }])
    .split('\r\n')
  const file = [
    head,
    rows[0]!.replace('1.00', '"1,23"'),
    rows[1]!.replace('6222000011112222', '6.22E+18'),
    rows[2],
  ].join('\n')
  const { problems } = await bank.upload(officer, house, file)
  expect(problems).toEqual(
    expect.arrayContaining([
      { row: 2, column: 'amount', code: 'money-grouping' },
      { row: 3, column: 'counterparty_account', code: 'number-rounded' },
    ]),
  )
  expect(await linesOf(house.id)).toEqual([])
})

test('a file that is no statement says so, and one account takes one file at a time', async () => {
  const house = await bank.anAccount()
  const { problems, id } = await bank.upload(officer, house, 'a,b\n1,2')
  expect(problems).toEqual([{ row: 0, column: '', code: 'layout-unknown' }])
  await officer.db.transaction().execute((tx) => discardStatement(tx, id))
  const upload = () =>
    officer.db
      .transaction()
      .execute((tx) =>
        uploadStatement(tx, officer.actor, { accountId: house.id, name: 'x.csv', bytes: Buffer.from('x') }),
      )
  const answers = await Promise.allSettled([upload(), upload()])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'statement-in-progress' },
  })
})

test('a statement that nobody has uploaded is neither booked nor thrown away', async () => {
  const id = randomUUID()
  await expect(
    officer.db.transaction().execute((tx) => commitStatement(tx, officer.actor, id, null)),
  ).rejects.toThrow('statement-unknown')
  await expect(officer.db.transaction().execute((tx) => discardStatement(tx, id))).rejects.toThrow(
    'statement-unknown',
  )
})

test('a statement of another account is refused by row', async () => {
  const [house, other] = [await bank.anAccount(), await bank.anAccount()]
  const { problems } = await bank.upload(officer, house, bank.aFile(other, [{ amount: 5n }]))
  expect(problems).toEqual([{ row: 2, column: 'account_no', code: 'other-account' }])
})

test('many lines are booked in steps, and a stop in between is taken up again', async () => {
  const house = await bank.anAccount()
  const { id } = await bank.upload(
    officer,
    house,
    bank.aFile(
      house,
      Array.from({ length: 1_200 }, (_, n) => ({ amount: BigInt(n + 1) })),
    ),
  )
  await officer.db.transaction().execute((tx) => commitStatement(tx, officer.actor, id, null))
  // The worker dies after its first step.
  let steps = 0
  const dying = new Proxy(trade.clock.db, {
    get: (db, name, receiver) => {
      if (name === 'transaction' && (steps += 1) > 1) throw new Error('killed')
      const value = Reflect.get(db, name, receiver)
      return typeof value === 'function' ? value.bind(db) : value
    },
  })
  await expect(bookNextStatement(dying)).rejects.toThrow('killed')
  expect(await linesOf(house.id)).toHaveLength(500)
  while (await bookNextStatement(trade.clock.db));
  expect(await linesOf(house.id)).toHaveLength(1_200)
  expect(await bookedOn(house.id)).toBe(720_600n)
})

test('while a long file is read, how far it is read is there for all to see', async () => {
  await sql`create table told_progress (import_id uuid, done int, lines int, state text)`.execute(owner.db)
  await sql`create function note_progress() returns trigger language plpgsql security definer as $$
    begin insert into told_progress values (new.id, new.done, new.lines, new.state); return null; end $$`.execute(
    owner.db,
  )
  await sql`create trigger note_progress after update of done on statement_imports for each row execute function note_progress()`.execute(
    owner.db,
  )
  const house = await bank.anAccount()
  const { id, lines } = await bank.upload(
    officer,
    house,
    bank.aFile(
      house,
      Array.from({ length: 25_000 }, () => ({ amount: 1n })),
    ),
  )
  expect(lines).toBe(25_000)
  const { rows } = await sql`select done, lines, state from told_progress where import_id = ${id}`.execute(
    owner.db,
  )
  expect(rows).toEqual([
    { done: 0, lines: 25_000, state: 'read' },
    { done: 10_000, lines: 25_000, state: 'read' },
    { done: 20_000, lines: 25_000, state: 'read' },
    { done: 25_000, lines: 25_000, state: 'checked' },
  ])
  await sql`drop trigger note_progress on statement_imports`.execute(owner.db)
})
