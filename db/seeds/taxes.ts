import { listSkus } from '../../app/orders/taxes/queries.server.ts'
import { decideCategory, proposeCategory } from '../../app/orders/taxes/sku.server.ts'
import type { Taxpayer } from '../../app/orders/taxes/rating.ts'
import { declareTaxpayer, decideTaxpayer } from '../../app/orders/taxes/taxpayer.server.ts'
import type { TaxCategory } from '../../app/orders/tax-category.ts'
import { dayOf } from '../../app/kernel/workdays.ts'
import { stampedPaper } from './scans.ts'
import type { Timeline } from './timeline.ts'

/**
 * What vendors say of the tax on their products and of themselves: one category was returned, two wait for the office;
 * one vendor is a small taxpayer, one was until lately, one is a general one and one waits.
 */
export function planTaxes(story: Timeline) {
  const { db, clock } = story

  async function propose(vendor: string, category: TaxCategory, note: string) {
    const actor = await story.as(vendor)
    const today = dayOf(story.moment())
    const sku = (await listSkus(db, actor, today)).find((one) => one.category !== category && !one.waiting)
    return sku && proposeCategory(db, actor, { move: 'propose', editionId: sku.id, category, note }, today)
  }

  async function declare(vendor: string, taxpayer: Taxpayer, validFrom: string, note: string | null = null) {
    const file = new File([stampedPaper()], '纳税人资格查询结果.png')
    return declareTaxpayer(db, await story.as(vendor), { move: 'declare', taxpayer, validFrom, file, note })
  }

  function declaredAndChecked(days: number, ...[vendor, taxpayer, validFrom]: Parameters<typeof declare>) {
    let vendorTaxId: string
    story.plan(clock.past(days, 9.5), async () => {
      vendorTaxId = await declare(vendor, taxpayer, validFrom)
    })
    story.plan(clock.past(days - 1, 16.5), async () =>
      decideTaxpayer(db, await story.as('officer2'), { move: 'check', vendorTaxId }, dayOf(story.moment())),
    )
  }
  declaredAndChecked(258, 'yunfanRep', 'general', '2019-05-01')
  declaredAndChecked(256, 'anxunRep', 'small', '2024-01-01')
  declaredAndChecked(255, 'qihangRep', 'small', '2023-01-01')
  declaredAndChecked(20, 'qihangRep', 'general', clock.day(-25).slice(0, 8) + '01')
  story.plan(clock.past(1, 11.3), () =>
    declare('tuxingRep', 'general', '2021-03-01', '2021 年 3 月登记为一般纳税人，附电子税务局当日查询结果。'),
  )

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
