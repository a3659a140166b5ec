import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { toDecimal } from '~/kernel/money'
import { bookNextStatement, checkNextStatement } from '~/payments/statement-work.server'
import { commitStatement, findImport, uploadStatement } from '~/payments/statement.server'
import type { Database } from '~db/schema'
import type { Trade } from './orders'
import type { Someone } from './people'

const header =
  'account_no,serial_no,booked_at,direction,amount,currency,balance,counterparty_name,counterparty_account,counterparty_bank,remark,purpose,voucher_no'

export type LineFacts = {
  amount: bigint
  direction?: 'C' | 'D'
  remark?: string
  name?: string
  account?: string
  serial?: string
}

/** A bank account of the house, and statements that go in the way an officer brings them in. */
export function bankOf({ owner }: { owner: { db: Kysely<Database> } }, { clock }: Trade) {
  let count = 0

  async function anAccount() {
    count += 1
    const number = `3702000${process.pid}${String(count).padStart(4, '0')}`
    const { id } = await owner.db
      .insertInto('bankAccounts')
      .values({
        holder: '集正平台运营中心',
        bank: '青岛银行市南支行',
        number,
        cnaps: '313452060150',
        openedOn: '2026-01-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, number, balance: 0n, day: 1 }
  }

  type Account = Awaited<ReturnType<typeof anAccount>>

  /** The bank's file of these lines; the balance of the account runs on. */
  function aFile(account: Account, lines: readonly LineFacts[]) {
    const rows = lines.map(
      ({
        amount,
        direction = 'C',
        remark = '',
        name = '测试付款人',
        account: payer = '6222000011112222',
        serial = randomUUID(),
      }) => {
        account.balance += direction === 'C' ? amount : -amount
        const at = `2026-11-${String(account.day).padStart(2, '0')}T09:30:00`
        return [
          account.number,
          serial,
          at,
          direction,
          toDecimal(amount),
          'CNY',
          toDecimal(account.balance),
          name,
          payer,
          '',
          remark,
          '',
          '',
        ].join(',')
      },
    )
    account.day += 1
    return [header, ...rows].join('\r\n')
  }

  async function upload(
    officer: Someone,
    account: { id: string },
    text: string | Buffer,
    name = 'statement.csv',
  ) {
    const id = await officer.db.transaction().execute((tx) =>
      uploadStatement(tx, officer.actor, {
        accountId: account.id,
        name,
        bytes: Buffer.from(text as string),
      }),
    )
    while (await checkNextStatement(clock.db));
    return (await findImport(officer.db, id))!
  }

  /** Uploads, commits and books; answers the ids of the lines in the order of the file. */
  async function book(officer: Someone, account: { id: string }, text: string | Buffer, name?: string) {
    const { id, gap } = await upload(officer, account, text, name)
    await officer.db
      .transaction()
      .execute((tx) => commitStatement(tx, officer.actor, id, gap ? '期初' : null))
    while (await bookNextStatement(clock.db));
    const lines = await owner.db
      .selectFrom('bankLines')
      .select('id')
      .where('importId', '=', id)
      .orderBy('row')
      .execute()
    return { id, lines: lines.map((line) => line.id) }
  }

  const receive = async (officer: Someone, account: Account, lines: readonly LineFacts[]) =>
    (await book(officer, account, aFile(account, lines))).lines

  return { anAccount, aFile, upload, book, receive }
}
