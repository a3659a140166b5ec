import { listSkus } from '../../app/orders/taxes/queries.server.ts'
import { decideCategory, proposeCategory } from '../../app/orders/taxes/sku.server.ts'
import type { TaxCategory } from '../../app/orders/tax-category.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import type { Timeline } from './timeline.ts'

/** What vendors say of the tax on their products: one category was returned, two wait for the office. */
export function planTaxes(story: Timeline) {
  const { db, clock } = story

  async function propose(vendor: string, category: TaxCategory, note: string) {
    const actor = await story.as(vendor)
    const today = dayOf(story.moment())
    const sku = (await listSkus(db, actor, today)).find((one) => one.category !== category && !one.waiting)
    return sku && proposeCategory(db, actor, { move: 'propose', editionId: sku.id, category, note }, today)
  }

  let returned: string | undefined
  story.plan(clock.past(6, 10.2), async () => {
    returned = await propose('yunfanRep', 'right_license', '与微软的分销协议按许可使用费结算。')
  })
  story.plan(clock.past(5, 15), async () => {
    if (returned)
      await decideCategory(db, await story.as('officer2'), {
        move: 'refuse',
        skuTaxId: returned,
        reason: '分销协议是进货合同；对采购单位销售的是永久授权的软件产品，请按销售合同判断。',
      })
  })
  story.plan(clock.past(2, 9.6), () =>
    propose(
      'tuxingRep',
      'right_license',
      '本版本以著作权许可使用合同销售，税务机关 2026 年 9 月答复按许可使用权开票。',
    ),
  )
  story.plan(clock.past(1, 14.2), () =>
    propose('jinshanxingRep', 'software_service', '本版含三年云文档和更新服务，以往按信息技术服务开票。'),
  )
}
