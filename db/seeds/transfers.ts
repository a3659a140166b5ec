import { moveTransfer, offerUnits } from '../../app/licenses/transfers/commands.server.ts'
import { listGiveable } from '../../app/licenses/transfers/queries.server.ts'
import { moveTrueUp } from '../../app/licenses/true-ups/commands.server.ts'
import { listHeldPrices, listTrueUps } from '../../app/licenses/true-ups/queries.server.ts'
import { enterprises } from './cast.ts'
import { usccOf } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

const organization = (key: string) => enterprises.find((one) => one.key === key)!
const consent = () =>
  new File(['权利人同意书（演示）\n\n同意将上述份数转由接收方使用。\n'], '权利人同意书.txt')

/** Units that change their holder, and units that are added at a price which an award still holds. */
export function planTransfers(story: Timeline) {
  const { db, clock } = story
  const manager = (key: string) => story.as(personOf(organization(key), 'asset_manager'))
  const approver = (key: string) => story.as(personOf(organization(key), 'approver'))
  let lent = ''

  story.plan(clock.past(9, 9.75), async () => {
    lent = await offer(
      'jinghe',
      'lantu',
      'allocation',
      '集团内调剂：蓝图设计为我公司全资子公司，项目期内借用',
    )
  })
  story.plan(clock.past(8, 14), async () => lent && move(await manager('lantu'), lent, 'accept'))
  story.plan(clock.past(7, 10), async () => lent && move(await approver('jinghe'), lent, 'approve'))
  story.plan(clock.past(1, 15.5), () =>
    offer('northport', 'jinghe', 'transfer', '业务调整后多余，转让给需要的单位'),
  )

  story.plan(clock.past(6, 9.5), () => ask('jinghe', 4, 'microsoft-office'))
  story.plan(clock.past(5, 16), async () => {
    const actor = await approver('jinghe')
    const [open] = await listTrueUps(db, actor)
    if (open) await moveTrueUp(db, actor, { move: 'confirm', trueUpId: open.id, quantity: open.quantity })
  })
  story.plan(clock.past(1, 9.25), () => ask('jinghe', 8, 'wps-office'))

  async function offer(from: string, to: string, kind: 'allocation' | 'transfer', reason: string) {
    const actor = await manager(from)
    const right = (await listGiveable(db, actor)).find(({ unassigned }) => unassigned >= 3)
    if (!right) return ''
    const values = {
      entitlementId: right.id,
      kind,
      uscc: usccOf(to),
      quantity: 3,
      reason,
      consent: consent(),
    }
    return offerUnits(db, actor, values, story.moment())
  }
  const move = (actor: Awaited<ReturnType<typeof story.as>>, id: string, what: 'accept' | 'approve') =>
    moveTransfer(db, actor, id, { move: what })
  async function ask(key: string, quantity: number, slug: string) {
    const actor = await manager(key)
    const held = (await listHeldPrices(db)).find((one) => one.slug === slug)
    if (held) await moveTrueUp(db, actor, { move: 'ask', awardId: held.awardId, quantity })
  }
}
