import { bindUnits } from '../../app/licenses/entitlements/bind.server.ts'
import { claimLicense } from '../../app/licenses/entitlements/claim.server.ts'
import { moveTransfer, offerUnits } from '../../app/licenses/transfers/commands.server.ts'
import { offerComputer } from '../../app/licenses/transfers/computers.server.ts'
import { listGiveable } from '../../app/licenses/transfers/queries.server.ts'
import { moveTrueUp } from '../../app/licenses/true-ups/commands.server.ts'
import { listHeldPrices, listTrueUps } from '../../app/licenses/true-ups/queries.server.ts'
import { editionId, releaseId } from './catalog.ts'
import { enterprises } from './cast.ts'
import { usccOf } from './people.ts'
import { personOf } from './pledges.ts'
import type { Timeline } from './timeline.ts'

const paper = (name: string, text: string) => new File([`${text}\n`], `${name}.txt`)
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

  let handed = ''
  story.plan(clock.past(3, 10.25), async () => (handed = await handOver('lantu', 'northport')))
  story.plan(clock.past(2, 16), async () => {
    if (handed)
      await moveTransfer(db, await manager('northport'), handed, { move: 'accept', no: 'NP-2026-017' })
  })

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
  /** A computer with the Windows that came with it; the giver's second person has yet to approve. */
  async function handOver(from: string, to: string) {
    const actor = await manager(from)
    const computer = await db
      .selectFrom('computers')
      .select('id')
      .where('orgId', '=', actor.organizationId)
      .where('state', '=', 'in_use')
      .orderBy('no', 'desc')
      .executeTakeFirst()
    if (!computer) return ''
    const right = await claimLicense(db, actor, {
      editionId: editionId('microsoft-windows', 'pro'),
      releaseId: releaseId('microsoft-windows', '11'),
      metric: 'device',
      quantity: 1,
      term: 'perpetual',
      startsOn: '2024-03-18',
      endsOn: null,
      channel: 'oem',
      sourceType: 'preinstalled',
      licenseNo: null,
      supplier: '联想(北京)有限公司',
      unitPrice: null,
      contractNo: 'LT-2024-0318',
      invoiceNo: null,
      purchasedOn: '2024-03-18',
      sets: null,
      evidence: paper('随机授权凭证', '随机预装 Windows 11 专业版（演示）'),
    })
    await bindUnits(db, right, [computer.id])
    return offerComputer(db, actor, {
      computerId: computer.id,
      uscc: usccOf(to),
      reason: '项目组划转至北港，计算机随人员一并移交',
      evidence: paper('资产划转单', '资产划转单（演示）'),
      consent: null,
    })
  }
  const move = (actor: Awaited<ReturnType<typeof story.as>>, id: string, what: 'accept' | 'approve') =>
    moveTransfer(db, actor, id, { move: what })
  async function ask(key: string, quantity: number, slug: string) {
    const actor = await manager(key)
    const held = (await listHeldPrices(db)).find((one) => one.slug === slug)
    if (held) await moveTrueUp(db, actor, { move: 'ask', awardId: held.awardId, quantity })
  }
}
