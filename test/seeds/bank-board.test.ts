import { expect, test } from 'vitest'
import { listOpenLines } from '~/payments/matching/board.server'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('the board shows one line of each kind that an officer meets: exact, too little, unnamed, paid by another', async () => {
  const lines = await listOpenLines(owner.db, { direction: 'C' })
  const kinds = lines.map(({ proposal }) => ({
    rule: proposal.rule,
    reason: proposal.reason,
    bulk: proposal.bulk,
    secondPerson: proposal.secondPerson,
    letterNeeded: proposal.letterNeeded,
  }))
  const quiet = { bulk: false, secondPerson: false, letterNeeded: false }
  expect(kinds).toEqual(
    expect.arrayContaining([
      { ...quiet, rule: 'M1', reason: 'exact', bulk: true },
      { ...quiet, rule: 'M2', reason: 'short' },
      { ...quiet, rule: 'M4', reason: 'payer-amount', secondPerson: true },
      { ...quiet, rule: 'M1', reason: 'exact', secondPerson: true, letterNeeded: true },
    ]),
  )
  expect(lines).toHaveLength(4)
})
