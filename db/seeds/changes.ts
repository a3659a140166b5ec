import { decideChange, proposeChange } from '../../app/orders/changes/change.server.ts'
import { changesOpen } from '../../app/orders/changes/changing.ts'
import type { ChangeValues } from '../../app/orders/changes/form.ts'
import { enterprises } from './cast.ts'
import { orgId } from './people.ts'
import { personOf } from './pledges.ts'
import { later, minutesAfter, type Timeline } from './timeline.ts'

/** What sides of an order asked of each other: two changes in effect, one refused, two that wait. */
export function planChanges(story: Timeline) {
  const { past, hours } = story.clock
  const change = changeOf(story)
  change(past(10, 9.5), '海曲精和机械制造有限公司', 'anxun', 'confirm', () => ({
    kind: 'end_user',
    endUser: '海曲精和机械制造有限公司河湾分厂',
    reason: '许可实际由河湾分厂使用，请在合同和证书中写明。',
  }))
  change(past(9, 9.2), '海曲精和机械制造有限公司', 'anxun', 'refuse', ([line]) => ({
    kind: 'quantity',
    lines: [{ lineId: line!.id, less: 5 }],
    reason: '两台生产线工控机改用离线方案，暂不需要终端防护。',
  }))
  change(past(8, 10.1), '海曲精和机械制造有限公司', 'anxun', 'confirm', () => ({
    kind: 'invoice_data',
    invoice: {
      kind: 'special',
      address: '海曲市滨河新区河湾路 66 号',
      phone: '0539-8200166',
      bank: '海曲农村商业银行河湾支行',
      account: '9080106600420001288',
      mail: 'invoice@haiqu-jinghe.example',
    },
    reason: '单位迁址，开户行随之变更。',
  }))
  change(hours(-2), '海曲恒力通用机械有限公司', 'anxun', null, () => ({
    kind: 'invoice_data',
    invoice: {
      kind: 'special',
      address: '海曲市临港工业区恒力路 18 号',
      phone: '0539-8330018',
      bank: '海曲城市商业银行临港支行',
      account: '6680010901221000417',
      mail: 'finance@haiqu-hengli.example',
    },
    reason: '财务要求改开增值税专用发票，用于进项抵扣。',
  }))
  change(hours(-1.5), '海曲仓储物流有限公司', 'anxun', null, ([line]) => ({
    kind: 'quantity',
    lines: [{ lineId: line!.id, less: 4 }],
    reason: '旧仓库下月停用，四台电脑报废。',
  }))
  change(hours(-1), '海曲金辉装饰工程有限公司', 'anxun', null, () => ({
    kind: 'cancel',
    reason: '集团已统一采购终端防护，本单位不再单独购买。',
  }))
}

function changeOf(story: Timeline) {
  const { db } = story
  return (
    at: Date,
    buyer: string,
    vendor: string,
    answer: 'confirm' | 'refuse' | null,
    valuesOf: (lines: { id: string }[]) => ChangeValues,
  ) =>
    story.plan(at, async () => {
      const org = enterprises.find(({ name }) => name === buyer)!
      const order = await db
        .selectFrom('orders')
        .select(['id', 'state'])
        .where('enterpriseId', '=', orgId(org.key))
        .where('vendorId', '=', orgId(vendor))
        .orderBy('id', 'desc')
        .executeTakeFirst()
      if (!order) return
      const lines = await db.selectFrom('orderLines').selectAll().where('orderId', '=', order.id).execute()
      const values = valuesOf(lines)
      if (
        !changesOpen({ state: order.state, lines, noteWaits: false, toInvoice: true }).includes(values.kind)
      )
        return
      await proposeChange(db, await story.as(personOf(org, 'buyer')), order.id, values)
      if (answer === null) return
      const answered = answer === 'confirm' ? minutesAfter(at, 200) : later(at, 1, 9.8)
      story.plan(answered, async () => {
        const { id } = await db
          .selectFrom('orderChanges')
          .select('id')
          .where('orderId', '=', order.id)
          .where('state', '=', 'proposed')
          .executeTakeFirstOrThrow()
        await decideChange(db, await story.as(`${vendor}Rep`), id, answer)
      })
    })
}
