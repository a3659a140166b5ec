import { BarChart } from '~/design/charts/bar-chart'
import { CasePath } from '~/design/charts/case-path'
import { ColumnChart } from '~/design/charts/column-chart'
import { Convergence } from '~/design/charts/convergence'
import { DemandBar } from '~/design/charts/demand-bar'
import { DistrictGrid } from '~/design/charts/district-grid'
import { Funnel } from '~/design/charts/funnel'
import { LineChart } from '~/design/charts/line-chart'
import { PositionBar } from '~/design/charts/position-bar'
import { SavingWaterfall } from '~/design/charts/saving-waterfall'
import { StackedBar } from '~/design/charts/stacked-bar'
import { StageRailChart } from '~/design/charts/stage-rail-chart'
import { TargetsWithForecast } from '~/design/charts/targets-with-forecast'
import { TierCurves } from '~/design/charts/tier-curves'
import { formatNumber } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { at, InFrame, now, say, type Scene } from './scene'

const districts = [
  '海拉尔区',
  '满洲里市',
  '扎兰屯市',
  '牙克石市',
  '根河市',
  '额尔古纳市',
  '阿荣旗',
  '莫力达瓦达斡尔族自治旗',
  '鄂伦春自治旗',
  '鄂温克族自治旗',
  '陈巴尔虎旗',
  '新巴尔虎左旗',
  '新巴尔虎右旗',
]
const romanized = [
  'Hailar',
  'Manzhouli',
  'Zalantun',
  'Yakeshi',
  'Genhe',
  'Ergun',
  'Arun Banner',
  'Morin Dawa Daur Autonomous Banner',
  'Oroqen Banner',
  'Evenk Banner',
  'Old Barag',
  'New Barag Left',
  'New Barag Right',
]

/** Every chart once, with believable and with extreme figures. */
export const charts: Scene = (locale) => {
  const t = say(locale)
  const number = (value: number) => formatNumber(locale, value)
  return (
    <InFrame locale={locale}>
      <PageHead title={t('图表', 'Charts')} />
      <div className="grid gap-x-10 gap-y-10 xl:grid-cols-2">
        <StageRailChart
          title={t(
            '投标明天 10:00 截止，公示期满在 12 月 9 日',
            'Bids close tomorrow at 10:00; standstill ends on 9 December',
          )}
          now={now}
          heads={[t('阶段', 'Stage'), t('从', 'From'), t('到', 'To'), t('谁', 'Who')]}
          stages={[
            {
              label: t('认购', 'Pledges'),
              from: at('2026-11-02T09:00'),
              to: at('2026-11-18T17:00'),
              who: t('采购人', 'buyers'),
              deadline: true,
            },
            {
              label: t('投标', 'Bids'),
              from: at('2026-11-10T09:00'),
              to: at('2026-11-25T10:00'),
              who: t('供货商', 'vendors'),
              deadline: true,
            },
            {
              label: t('开标', 'Opening'),
              from: at('2026-11-25T10:00'),
              to: at('2026-11-26T10:00'),
              who: t('两名开标人', 'two openers'),
              deadline: true,
            },
            {
              label: t('评审', 'Evaluation'),
              from: at('2026-11-26T10:00'),
              to: at('2026-11-30T17:00'),
              who: t('评审委员', 'evaluators'),
            },
            {
              label: t('公示', 'Standstill'),
              from: at('2026-11-30T17:00'),
              to: at('2026-12-09T00:00'),
              who: t('所有人可质疑', 'anyone may challenge'),
              deadline: true,
            },
          ]}
        />
        <DemandBar
          title={t(
            '已过第一档，距第二档还差 100 至 300 套',
            'The first tier is reached; 100 to 300 seats to the second',
          )}
          pooled={{ low: 700, high: 900 }}
          milestones={[
            { quantity: 500, label: '¥1,180' },
            { quantity: 1000, label: '¥1,090' },
            { quantity: 2000, label: '¥980' },
          ]}
          words={{ certain: t('已确认', 'certain'), possible: t('至多', 'at most') }}
          heads={[t('档', 'Tier'), t('数量', 'Quantity')]}
        />
        <SavingWaterfall
          title={t('联合采购为您节省 ¥36,600.00', 'Buying together saves you ¥36,600.00')}
          levels={[
            { label: t('参考价 × 150', 'Reference price × 150'), fen: 18517500n },
            { label: t('单独采购', 'Stand-alone'), fen: 17100000n },
            { label: t('联合采购价', 'Group price'), fen: 14857500n },
          ]}
          stepWord={t('差额', 'Step')}
          heads={[t('项目', 'Level'), t('金额', 'Amount')]}
        />
        <TierCurves
          title={t('金山在 1,200 套时价格最低', 'Kingsoft is cheapest at 1,200 seats')}
          upTo={2500}
          heads={[t('供货商', 'Vendor'), t('起始数量', 'From'), t('单价', 'Unit price')]}
          curves={[
            {
              label: t('金山办公', 'Kingsoft'),
              tiers: [
                { from: 1, unitPrice: 123450n },
                { from: 500, unitPrice: 109000n },
                { from: 1000, unitPrice: 98000n },
              ],
              awarded: { quantity: 1200, unitPrice: 98000n },
            },
            {
              label: t('永中软件', 'Yozo'),
              tiers: [
                { from: 1, unitPrice: 118000n },
                { from: 800, unitPrice: 104000n },
              ],
            },
            {
              label: t('福昕软件', 'Foxit'),
              tiers: [
                { from: 1, unitPrice: 121000n },
                { from: 1500, unitPrice: 96000n },
                { from: 2000, unitPrice: 93000n },
              ],
            },
            {
              label: t('统信软件', 'UnionTech'),
              tiers: [
                { from: 1, unitPrice: 130000n },
                { from: 1000, unitPrice: 101000n },
              ],
            },
          ]}
        />
        <PositionBar
          title={t(
            '办公软件缺 12 套，设计软件有 9 台待核实',
            'Office is 12 short; 9 design installations are unknown',
          )}
          words={{
            product: t('产品', 'Product'),
            entitled: t('已授权', 'Entitled'),
            installed: t('已安装', 'Installed'),
            covered: t('已覆盖', 'Covered'),
            gap: t('缺口', 'Gap'),
            unknown: t('待核实', 'Unknown'),
            surplus: t('富余', 'Surplus'),
          }}
          products={[
            {
              label: t('办公软件（政企版）', 'Office suite, enterprise'),
              entitled: 120,
              installed: 132,
              to: '/positions/1',
            },
            { label: t('操作系统', 'Operating system'), entitled: 140, installed: 132 },
            { label: t('三维设计软件', '3D design'), entitled: 20, installed: 24, unknown: 9 },
            { label: t('数据库', 'Database'), entitled: 0, installed: 3 },
          ]}
        />
        <TargetsWithForecast
          title={t('五项目标中一项可能落空', 'One of four targets is at risk')}
          words={{
            measure: t('指标', 'Measure'),
            today: t('今日', 'Today'),
            forecast: t('年底预计', 'Forecast'),
            target: t('目标', 'Target'),
          }}
          targets={[
            {
              label: t('合规企业', 'Enterprises compliant'),
              target: 10,
              today: 7,
              forecast: 9,
              state: { meaning: 'attention', word: t('有风险', 'at risk') },
            },
            {
              label: t('完成自查', 'Self-inspection finished'),
              target: 300,
              today: 287,
              forecast: 340,
              state: { meaning: 'ok', word: t('可达成', 'on course') },
            },
            {
              label: t('培训企业', 'Enterprises trained'),
              target: 120,
              today: 131,
              forecast: 150,
              state: { meaning: 'ok', word: t('已达成', 'met') },
            },
            {
              label: t('资产管理试点', 'Asset management pilots'),
              target: 5,
              today: 1,
              forecast: 1,
              state: { meaning: 'risk', word: t('落后', 'late') },
            },
          ]}
        />
        <DistrictGrid
          title={t('北部四旗合规率低于 40%', 'The four northern banners are under 40%')}
          heads={[t('旗县', 'District'), t('合规率', 'Compliant'), t('企业', 'Enterprises')]}
          tiles={districts.map((zh, index) => ({
            label: t(zh, romanized[index]!),
            share: index === 8 ? null : ((index * 37) % 100) / 100,
            count: 12 + index * 31,
            to: `/districts/${index}`,
          }))}
        />
        <Funnel
          title={t('被查出缺口的企业中有一半已完成采购', 'Half of the enterprises with a gap have bought')}
          heads={[t('步骤', 'Step'), t('企业', 'Enterprises'), t('占上一步', 'Of the step before')]}
          steps={[
            { label: t('在册企业', 'Enterprises'), count: 9876 },
            { label: t('已自查', 'Inspected'), count: 4120 },
            { label: t('有缺口', 'Gap found'), count: 812 },
            { label: t('已认购', 'Pledged'), count: 604 },
            { label: t('已采购', 'Bought'), count: 406 },
            { label: t('已合规', 'Compliant'), count: 388 },
          ]}
        />
        <StackedBar
          title={t('订单款项的 62% 已付给供货商', '62% of the order is paid out to the vendor')}
          heads={[t('位置', 'Place'), t('金额', 'Amount'), t('占比', 'Share')]}
          segments={[
            { label: t('已付供货商', 'Paid out'), fen: 920000000n },
            { label: t('托管中', 'In custody'), fen: 310000000n },
            { label: t('争议冻结', 'Held'), fen: 150000000n },
            { label: t('已退款', 'Refunded'), fen: 80000000n },
            { label: t('手续费', 'Fees'), fen: 19000000n },
          ]}
        />
        <CasePath
          title={t('答复逾期 4 天，其余期限均遵守', 'The answer came 4 days late; all else was in time')}
          now={now}
          words={{ met: t('按时', 'met'), missed: t('逾期', 'missed'), open: t('未到期', 'open') }}
          heads={[t('期限', 'Deadline'), t('到期', 'Due'), t('完成', 'Done'), t('结果', 'Outcome')]}
          states={[
            { label: t('已受理', 'Filed'), from: at('2026-10-01T09:00'), to: at('2026-10-12T09:00') },
            { label: t('邀请', 'Invited'), from: at('2026-10-12T09:00'), to: at('2026-10-30T09:00') },
            { label: t('调解中', 'In mediation'), from: at('2026-10-30T09:00') },
          ]}
          deadlines={[
            {
              label: t('受理决定', 'Admission'),
              from: at('2026-10-01T09:00'),
              due: at('2026-10-14T24:00'),
              done: at('2026-10-12T09:00'),
            },
            {
              label: t('对方答复', 'Answer'),
              from: at('2026-10-12T09:00'),
              due: at('2026-10-26T24:00'),
              done: at('2026-10-30T09:00'),
            },
            {
              label: t('调解期限', 'Mediation ends'),
              from: at('2026-10-30T09:00'),
              due: at('2026-12-14T24:00'),
            },
          ]}
        />
        <Convergence
          title={t('41 秒后证明最优', 'Proven optimal after 41 seconds')}
          words={{
            seconds: t('秒', 'Seconds'),
            incumbent: t('已找到的最佳节省', 'Best saving found'),
            bound: t('可证明的上限', 'Proven limit'),
          }}
          points={[
            { seconds: 0, incumbent: 82000000n, bound: 140000000n },
            { seconds: 5, incumbent: 98000000n, bound: 126000000n },
            { seconds: 14, incumbent: 104500000n, bound: 112000000n },
            { seconds: 30, incumbent: 107200000n, bound: 108000000n },
            { seconds: 41, incumbent: 107800000n, bound: 107800000n },
          ]}
        />
        <BarChart
          title={t('办公软件占采购额的一半', 'Office suites are half of all buying')}
          heads={[t('类别', 'Category'), t('万元', '10,000 yuan')]}
          format={number}
          bars={[
            { label: t('办公软件', 'Office'), value: 1240 },
            { label: t('操作系统', 'Operating systems'), value: 720 },
            { label: t('防病毒', 'Antivirus'), value: 96 },
            { label: t('数据库', 'Databases'), value: 410 },
          ]}
        />
        <ColumnChart
          title={t('采购在第四季度达到高峰', 'Buying peaks in the fourth quarter')}
          head={t('月份', 'Month')}
          series={[t('联合采购', 'In rounds'), t('后续加入', 'Late joins')]}
          format={number}
          csv="/figures.csv"
          note={t('截至 2026年11月24日', 'As of 2026-11-24')}
          columns={Array.from({ length: 11 }, (_, index) => ({
            label: `${index + 1}${t('月', '')}`,
            values: [120 + ((index * 97) % 340), (index * 31) % 90],
          }))}
        />
        <LineChart
          title={t('办公软件价格一年下降 21%', 'The price of office suites fell by 21% in a year')}
          heads={[t('日期', 'Date'), t('单价', 'Price')]}
          format={number}
          series={[
            {
              label: t('联合采购价', 'Group price'),
              step: true,
              points: [
                { at: at('2025-12-01T00:00'), value: 1240 },
                { at: at('2026-04-01T00:00'), value: 1180 },
                { at: at('2026-08-01T00:00'), value: 1080 },
                { at: at('2026-11-01T00:00'), value: 980 },
              ],
            },
            {
              label: t('参考价', 'Reference price'),
              dashed: true,
              points: [
                { at: at('2025-12-01T00:00'), value: 1300 },
                { at: at('2026-11-01T00:00'), value: 1234.5 },
              ],
            },
          ]}
        />
      </div>
    </InFrame>
  )
}
