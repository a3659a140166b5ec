import type { ServerResponse } from 'node:http'
import type { Chaos, createDelivery } from './delivery.ts'
import { type Fault, send } from './double.ts'
import { ApiError } from './errors.ts'
import { adopt, adoptBooks, type Books, type Told } from './resources/adopting.ts'
import { answerAccount } from './resources/accounts.ts'
import { failPayout, lose, makeAvailable } from './resources/balance.ts'
import { decideDispute, openDispute } from './resources/disputes.ts'
import { closeWarning, warnOfFraud } from './resources/fraud.ts'
import { type Payment, pay, settle } from './resources/paying.ts'
import { answerRefund } from './resources/refunds.ts'
import { expireSession } from './resources/sessions.ts'
import { reverseTransfer, spend } from './resources/transfers.ts'
import type { World } from './world.ts'

type Controlled = {
  world: World
  delivery: ReturnType<typeof createDelivery>
  faults: Fault[]
  log: unknown[]
  tell: () => void
  path: string
  body: string
  response: ServerResponse
}

/** The switches of the double, for whoever tests: what Stripe, a bank or the network would do by itself. */
export async function control({ path, body, response, tell, ...parts }: Controlled) {
  const wish = body ? JSON.parse(body) : {}
  try {
    const answer = await act(parts, path.slice('/_double/'.length), wish)
    tell()
    send(response, 200, answer ?? {})
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    send(response, error.status, error.body)
  }
}

async function act(
  { world, delivery, faults, log }: Omit<Controlled, 'path' | 'body' | 'response' | 'tell'>,
  name: string,
  wish: any,
) {
  switch (name) {
    case 'adopt':
      return adopt(world, wish as Told)
    case 'adopt-books':
      return adoptBooks(world, wish as Books)
    case 'log':
      return log
    case 'chaos':
      return delivery.set(wish as Chaos)
    case 'fault':
      return void faults.push(wish as Fault)
    case 'webhook':
      return delivery.aimAt(wish.url)
    case 'idle':
      return delivery.idle()
    case 'pay':
      return pay(world, wish.session, wish as Payment)
    case 'settle':
      return settle(world, wish.session, wish.arrives)
    case 'expire':
      return expireSession(world, wish.session)
    case 'dispute':
      return wish.outcome ? decideDispute(world, wish.dispute, wish.outcome) : openDispute(world, wish)
    case 'refund':
      return answerRefund(world, wish.refund, wish.status)
    case 'refund-failure':
      return answerRefund(world, wish.refund, 'failed')
    case 'account':
      return answerAccount(world, wish.account, wish.status)
    case 'spend':
      return spend(world, wish.account)
    case 'reverse':
      return reverseTransfer(world, wish.transfer, { amount: wish.amount })
    case 'fraud-warning':
      return wish.warning ? closeWarning(world, wish.warning) : warnOfFraud(world, wish)
    case 'payout-failure':
      return failPayout(world, wish.payout)
    case 'loss':
      return lose(world, wish.amount)
    case 'balance-available':
      return makeAvailable(world, true)
    case 'clock':
      world.turn(wish.seconds)
      return makeAvailable(world)
    default:
      throw new ApiError(404, 'invalid_request_error', `The double has no switch named ${name}.`)
  }
}
