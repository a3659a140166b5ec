import { dayOf } from '../../app/kernel/workdays.ts'
import { toDecimal } from '../../app/kernel/money.ts'
import { approveMatch, matchLine } from '../../app/payments/matching/match.server.ts'
import { listOpenLines } from '../../app/payments/matching/board.server.ts'
import { bookBankPayout } from '../../app/payments/matching/other-lines.server.ts'
import { proposedParts } from '../../app/payments/matching/match-parts.ts'
import { bookNextStatement, checkNextStatement } from '../../app/payments/statement-work.server.ts'
import { commitStatement, uploadStatement } from '../../app/payments/statement.server.ts'
import { idOn } from './telling.ts'
import { asDesk, minutesAfter, type Timeline } from './timeline.ts'

export const bankAccountId = idOn(393, 'bank', 'main')
const number = '37020019000012345678'
const header =
  'account_no,serial_no,booked_at,direction,amount,currency,balance,counterparty_name,counterparty_account,counterparty_bank,remark,purpose,voucher_no'

/** Money as the bank will print it; `left`: the office does not deal with the line, so that it waits on the board. */
export type Transfer = {
  at: Date
  direction: 'C' | 'D'
  amount: bigint
  name: string
  account: string
  remark: string
  left?: boolean
}

/** The office's account: what is transferred stands on the next statement, which an officer brings in and matches. */
export function bankOf(story: Timeline, whenMatched: (orderId: string, at: Date) => void) {
  const { db, clock } = story
  const coming: Transfer[] = []
  let balance = 0n
  let serial = 0

  async function open() {
    await db
      .insertInto('bankAccounts')
      .values({
        id: bankAccountId,
        holder: '海曲市软件正版化集中采购专户',
        bank: '海曲城市商业银行营业部',
        number,
        cnaps: '313452060150',
        openedOn: dayOf(clock.past(260)),
      })
      .execute()
    for (let back = 250; back >= 0; back -= 2) {
      const at = back === 0 ? clock.hours(-2) : clock.past(back, 9.5)
      story.plan(at, () => bringIn(at))
    }
  }

  /** A statement of all that has been booked since the last one; nothing, when nothing was. */
  async function bringIn(at: Date) {
    const booked = coming.filter((transfer) => transfer.at < at).toSorted((a, b) => +a.at - +b.at)
    if (booked.length === 0) return
    for (const transfer of booked) coming.splice(coming.indexOf(transfer), 1)
    const officer = await story.as('officer2')
    const file = Buffer.from([header, ...booked.map(lineOf)].join('\r\n'))
    const name = `账户明细-${dayOf(at)}.csv`
    const importId = await uploadStatement(db, officer, { accountId: bankAccountId, name, bytes: file })
    const desk = asDesk(db)
    await checkNextStatement(desk)
    await commitStatement(db, officer, importId, null)
    await bookNextStatement(desk)
    const left = booked.filter((transfer) => transfer.left).map(({ remark }) => remark)
    story.plan(minutesAfter(at, 40), () => deal(minutesAfter(at, 40), left))
  }

  function lineOf({ at, direction, amount, name, account, remark }: Transfer) {
    balance += direction === 'C' ? amount : -amount
    serial += 1
    const booked = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)
    const numbered = `${dayOf(at).replaceAll('-', '')}${String(serial).padStart(6, '0')}`
    return [
      number,
      numbered,
      booked,
      direction,
      toDecimal(amount),
      'CNY',
      toDecimal(balance),
      name,
      account,
      '',
      remark,
      '',
      '',
    ].join(',')
  }

  /** What the rules are sure of is matched; above the limit a second officer agrees a little later. */
  async function deal(at: Date, left: readonly string[]) {
    const officer = await story.as('officer2')
    for (const line of await listOpenLines(db, { direction: 'C' })) {
      if (line.remark?.startsWith('STRIPE ')) {
        await bookBankPayout(db, line.id)
        continue
      }
      const { secondPerson, letterNeeded } = line.proposal
      const parts = proposedParts(line.proposal)
      if (left.includes(line.remark ?? '') || parts.length === 0 || letterNeeded) continue
      const match = await matchLine(db, officer, { lineId: line.id, parts })
      const matched = () =>
        parts.forEach((part) => 'orderId' in part && whenMatched(part.orderId, story.moment()))
      if (match.booked) matched()
      else if (secondPerson && at < clock.past(1))
        story.plan(minutesAfter(at, 95), async () => {
          await approveMatch(db, await story.as('officer'), match.id)
          matched()
        })
    }
  }

  return { open, transfer: (transfer: Transfer) => void coming.push(transfer), account: number }
}
