import { writeCsv } from '../../app/kernel/csv.ts'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import { importRegistration } from '../../app/people/registration/commands.server.ts'
import { enterprises } from './cast.ts'
import { usccOf, usccOfOrganization } from './people.ts'
import type { Timeline } from './timeline.ts'

const heads = ['统一社会信用代码', '企业名称', '行政区划', '行业代码', '经济性质', '规模', '从业人员', '登记状态', '核查日期'] // oxfmt-ignore

/** An extract of the business register: most agrees, a little is new, and some rows nobody can read. */
export function planRegistration(story: Timeline) {
  const { clock, plan, db } = story
  plan(clock.past(34, 10.5), async () => {
    const file = new File(
      ['\uFEFF', writeCsv(heads, extract(addDays(dayOf(story.moment()), -3)))],
      '登记数据-秋季.csv',
    )
    await importRegistration(db, await story.as('officer'), file, story.moment())
  })
}

function extract(day: string) {
  const known = enterprises.slice(0, 24).map(({ key, name, district, sector, headcount }, at) => [
    usccOf(key),
    name,
    district,
    sector,
    '',
    '',
    at % 9 === 4 ? String((headcount ?? 40) + 3) : '',
    at === 17 ? '经营异常' : '存续',
    day,
  ])
  const fresh = [
    [usccOfOrganization('MAREGB01'), '海曲潮汐数码科技有限公司', '370213', 'I65', '民营', '小型', '38', '存续', day],
    [usccOfOrganization('MAREGB02'), '海曲云帆包装有限公司', '370212', 'C', '民营', '中型', '126', '存续', day],
  ]
  const unread = [
    [usccOfOrganization('MAREGB03').slice(0, 17), '海曲远航船务代理有限公司', '370211', 'G55', '民营', '小型', '21', '存续', day],
    [usccOfOrganization('MAREGB04'), '海曲春风家具有限公司', '370299', 'C', '民营', '微型', '九', '存续', day],
    [usccOf(enterprises[0]!.key), enterprises[0]!.name, '370211', 'C36', '', '', '', '存续', day],
    [usccOfOrganization('MAREGB05'), '海曲盛泰置业有限公司', '370203', 'K70', '民营', '小型', '12', '迁出', day],
  ]
  return [...known, ...fresh, ...unread]
} // oxfmt-ignore
