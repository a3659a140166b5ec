import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Chip } from '~/design/chip'
import { ChoiceGroup } from '~/design/choice-group'
import { Columns } from '~/design/columns'
import { DateField } from '~/design/date-field'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { MoneyField } from '~/design/money-field'
import { Notice } from '~/design/notice'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { PublicFrame } from '~/design/public-frame'
import { Quantity } from '~/design/quantity'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { Table, type Column } from '~/design/table'
import { Tabs } from '~/design/tabs'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { Timeline } from '~/design/timeline'
import { Toast } from '~/design/toast'
import { charts } from './charts-scene'
import { parts } from './parts-scene'
import { at, InFrame, now, say, type Scene } from './scene'

type Row = {
  id: string
  name: { zh: string; en: string }
  buyers: number
  volume: number
  price: bigint
  closes: Date
  state: readonly ['ok' | 'attention' | 'risk' | 'info' | 'quiet', string, string]
}

const rows: Row[] = [
  {
    id: '7',
    name: {
      zh: '办公软件（政企版）2026 年第四季度联合采购',
      en: 'Office suites, enterprise edition, fourth quarter 2026',
    },
    buyers: 128,
    volume: 12480,
    price: 123450n,
    closes: at('2026-11-25T10:00'),
    state: ['attention', '即将截止', 'Closing'],
  },
  {
    id: '8',
    name: { zh: '操作系统升级授权', en: 'Operating system upgrade rights' },
    buyers: 41,
    volume: 3020,
    price: 88000n,
    closes: at('2026-12-02T17:00'),
    state: ['info', '认购中', 'Open for pledges'],
  },
  {
    id: '9',
    name: { zh: '防病毒软件', en: 'Antivirus' },
    buyers: 9,
    volume: 640,
    price: 6800n,
    closes: at('2026-12-18T17:00'),
    state: ['quiet', '草稿', 'Draft'],
  },
  {
    id: '6',
    name: { zh: '数据库管理系统（处理器授权）', en: 'Database management, processor licenses' },
    buyers: 12,
    volume: 96,
    price: 123456789900n,
    closes: at('2026-10-12T10:00'),
    state: ['ok', '已中标', 'Awarded'],
  },
  {
    id: '5',
    name: { zh: '三维设计软件', en: '3D design software' },
    buyers: 3,
    volume: 14,
    price: 4599000n,
    closes: at('2026-09-30T10:00'),
    state: ['risk', '流标', 'Unsuccessful'],
  },
]

export const list: Scene = (locale) => {
  const t = say(locale)
  const columns: Column<Row>[] = [
    { key: 'name', head: t('轮次', 'Round'), cell: (row) => row.name[locale], sortable: true },
    {
      key: 'state',
      head: t('状态', 'State'),
      type: 'chip',
      narrow: 'end',
      cell: ({ state: [meaning, zh, en] }) => <Chip meaning={meaning}>{t(zh, en)}</Chip>,
    },
    {
      key: 'buyers',
      head: t('参加单位', 'Buyers'),
      type: 'number',
      extra: true,
      narrow: 'hidden',
      sortable: true,
      cell: (row) => row.buyers,
    },
    {
      key: 'volume',
      head: t('数量', 'Volume'),
      type: 'number',
      sortable: true,
      cell: (row) => <Quantity value={row.volume} unit={t('套', 'seats')} />,
    },
    {
      key: 'price',
      head: t('参考价', 'Reference price'),
      type: 'money',
      sortable: true,
      cell: (row) => <Money fen={row.price} />,
    },
    {
      key: 'closes',
      head: t('截止', 'Closes'),
      type: 'date',
      sortable: true,
      cell: (row) => <Moment at={row.closes} />,
    },
  ]
  return (
    <InFrame locale={locale} flash={<Toast>{t('草稿已保存。', 'The draft is saved.')}</Toast>}>
      <PageHead
        title={t('集中采购', 'Rounds')}
        sentence={t(
          '两个轮次在等您的认购；最近的一个明天 10:00 截止。',
          'Two rounds wait for your pledge; the nearest closes tomorrow at 10:00.',
        )}
        primary={
          <LinkButton to="new" look="primary" icon="plus">
            {t('新建轮次', 'Open a round')}
          </LinkButton>
        }
        more={
          <MenuLink to="export" icon="download">
            {t('导出公告', 'Export notices')}
          </MenuLink>
        }
      />
      <Table
        caption={t('集中采购轮次', 'Rounds')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/rounds/${row.id}`}
        total={1284}
        csv="/rounds.csv"
        paging={{ after: 'c2', before: null }}
        bulk={{
          actions: [
            { move: 'follow', label: t('关注 2 个轮次', 'Follow the rounds'), icon: 'star' },
            { move: 'cancel', label: t('取消轮次', 'Cancel the rounds'), look: 'danger' },
          ],
          nameOf: (row) => row.name[locale],
        }}
        empty={null}
      />
      <Section title={t('我的认购', 'My pledges')} count={0}>
        <Empty
          title={t('还没有认购', 'No pledges yet')}
          why={t(
            '您的单位尚未在任何轮次中认购。认购在截止前可以撤回。',
            'Your organization has not pledged in any round. A pledge can be withdrawn until the freeze.',
          )}
          action={
            <LinkButton to="/rounds?state=open">{t('查看可参加的轮次', 'See rounds to join')}</LinkButton>
          }
        />
      </Section>
    </InFrame>
  )
}

export const detail: Scene = (locale) => {
  const t = say(locale)
  return (
    <InFrame locale={locale}>
      <PageHead
        trail={[{ label: t('集中采购', 'Rounds'), to: '/rounds' }]}
        title={t(
          '办公软件（政企版）2026 年第四季度联合采购',
          'Office suites, enterprise edition, fourth quarter 2026',
        )}
        state={<Chip meaning="attention">{t('即将截止', 'Closing')}</Chip>}
        sentence={t(
          '投标明天 10:00 截止，之后由两名开标人在 24 小时内开标。',
          'Bids close tomorrow at 10:00; two openers then open them within 24 hours.',
        )}
        primary={
          <Button look="primary" icon="unlock">
            {t('开启 9 份投标', 'Open 9 bids')}
          </Button>
        }
        more={
          <MenuLink to="addenda/new" icon="edit">
            {t('发布更正', 'Publish an addendum')}
          </MenuLink>
        }
      />
      <Tabs
        label={t('轮次', 'Round')}
        tabs={[
          { to: '/rounds/7/terms', label: t('条款', 'Terms') },
          { to: '/rounds/7/lots', label: t('标段', 'Lots'), count: 3 },
          { to: '/rounds/7/questions', label: t('答疑', 'Questions'), count: 12 },
          { to: '/rounds/7/addenda', label: t('更正', 'Addenda'), count: 1 },
          { to: '/rounds/7/timeline', label: t('时间线', 'Timeline') },
          { to: '/rounds/7/award', label: t('中标', 'Award') },
        ]}
      />
      <div className="mt-6">
        <Columns
          side={
            <Facts
              items={[
                {
                  label: t('投标截止', 'Bids close'),
                  value: (
                    <Deadline
                      at={at('2026-11-25T10:00')}
                      now={now}
                      workingDays={{
                        left: 1,
                        explained: t(
                          '公告当日不计，11 月 25 日为第 1 个工作日。',
                          'The day of the notice does not count; 25 November is working day 1.',
                        ),
                      }}
                    />
                  ),
                },
                { label: t('开标', 'Opening'), value: <Deadline at={at('2026-11-26T10:00')} now={now} /> },
                {
                  label: t('公示期满', 'Standstill ends'),
                  value: <Deadline at={at('2026-12-08T24:00')} now={now} />,
                },
                { label: t('公告', 'Notice'), value: <Deadline at={at('2026-11-02T09:00')} now={now} met /> },
                { label: t('参加单位', 'Buyers'), value: <Quantity value={128} /> },
                {
                  label: t('最高限价合计', 'Sum at reference price'),
                  value: <Money fen={1540656000n} />,
                  hint: t('按参考价计算', 'At the reference price'),
                },
                {
                  label: t('上一轮节省', 'Saving last round'),
                  value: <Saving before={123450n} after={98760n} />,
                },
              ]}
            />
          }
        >
          <Notice
            meaning="attention"
            title={t('第 2 标段只有一家供货商', 'Lot 2 has only one vendor')}
            actions={
              <LinkButton to="#" size="small">
                {t('查看标段', 'See the lot')}
              </LinkButton>
            }
          >
            {t(
              '截止时不足三家，该标段将按公告第 4 条流标。',
              'With fewer than three at closing, the lot is unsuccessful under section 4 of the notice.',
            )}
          </Notice>
          <div className="mt-3 space-y-3">
            <Notice meaning="info">
              {t(
                '更正 1 已发布：交付期由 10 日改为 15 日。',
                'Addendum 1 is published: delivery within 15 instead of 10 days.',
              )}
            </Notice>
            <Notice meaning="ok">{t('所有认购均已确认。', 'Every pledge is confirmed.')}</Notice>
            <Notice meaning="risk">
              {t('一名开标人未完成密钥演练。', 'One opener has not finished the key rehearsal.')}
            </Notice>
            <Notice meaning="quiet">
              {t('最高限价在开标前不公开。', 'Ceilings stay sealed until opening.')}
            </Notice>
          </div>
          <div className="mt-4 flex flex-wrap gap-2">
            <Chip meaning="ok">{t('合规', 'Compliant')}</Chip>
            <Chip meaning="attention">{t('待核实', 'Unknown')}</Chip>
            <Chip meaning="risk">{t('有缺口', 'Gap')}</Chip>
            <Chip meaning="info">{t('调解中', 'Under mediation')}</Chip>
            <Chip meaning="quiet">{t('未摸底', 'Not inspected')}</Chip>
          </div>
          <div className="mt-4 flex flex-wrap gap-2">
            <Button look="primary">{t('确认中标', 'Confirm the award')}</Button>
            <Button>{t('保存草稿', 'Save the draft')}</Button>
            <Button look="quiet">{t('取消', 'Cancel')}</Button>
            <Button look="danger" icon="trash">
              {t('作废本轮', 'Void the round')}
            </Button>
            <Button look="primary" busy>
              {t('正在签名', 'Signing')}
            </Button>
            <Button disabled>{t('不可用', 'Not available')}</Button>
          </div>
          <Section title={t('历史', 'History')}>
            <Timeline
              items={[
                {
                  id: '3',
                  who: t('海拉尔区办公室 赵敏', 'Min Zhao, Hailar office'),
                  what: t('发布了更正 1', 'published addendum 1'),
                  at: at('2026-11-20T16:05'),
                  why: t(
                    '供货商答疑第 7 条：原交付期短于厂商的生产周期。',
                    'Question 7: the delivery time was shorter than the publisher needs.',
                  ),
                  proof: { href: '/log/3' },
                  meaning: 'info',
                  icon: 'edit',
                },
                {
                  id: '2',
                  who: t('系统', 'The clock'),
                  what: t('冻结了认购', 'froze the pledges'),
                  at: at('2026-11-18T17:00'),
                  meaning: 'quiet',
                  icon: 'lock',
                },
                {
                  id: '1',
                  who: t('海拉尔区办公室 赵敏', 'Min Zhao, Hailar office'),
                  what: t('发布了轮次', 'published the round'),
                  at: at('2026-11-02T09:00'),
                  proof: { href: '/log/1' },
                  meaning: 'ok',
                  icon: 'check-circle',
                },
              ]}
            />
          </Section>
        </Columns>
      </div>
    </InFrame>
  )
}

export const form: Scene = (locale) => {
  const t = say(locale)
  return (
    <InFrame locale={locale}>
      <PageHead
        trail={[{ label: t('轮次 7', 'Round 7'), to: '/rounds/7' }]}
        title={t('认购标段 1', 'Pledge for lot 1')}
        sentence={t(
          '签名后具有约束力，冻结前可以撤回。',
          'Binding once signed; it can be withdrawn until the freeze.',
        )}
      />
      <FormSummary
        problems={[
          {
            field: 'quantity',
            message: t(
              '数量是 0，应为 1 至 100,000 之间的整数。',
              'The quantity is 0; it must be a whole number from 1 to 100,000.',
            ),
          },
          {
            field: 'neededBy',
            message: t(
              '需用日期早于交付日期 2026年12月20日。',
              'The date lies before the delivery on 2026-12-20.',
            ),
          },
        ]}
      />
      <FormSummary
        refusal={{
          what: t('认购没有签署', 'The pledge was not signed'),
          rule: t('认购在 2026年11月24日 15:00 冻结。', 'Pledges froze on 2026-11-24 15:00.'),
          serverTime: '15:00:03.214',
          instead: t(
            '中标后仍可申请后续加入，价格相同。',
            'You can still join late after the award, at the same price.',
          ),
        }}
      />
      <form method="post" className="space-y-5">
        <TextField
          name="title"
          label={t('名称', 'Name')}
          hint={t('例如：总部办公软件', 'For example: office suites for the head office')}
          defaultValue={t('总部办公软件', 'Office suites, head office')}
        />
        <NumberField
          name="quantity"
          label={t('数量', 'Quantity')}
          unit={t('套', 'seats')}
          defaultValue="0"
          error={t(
            '数量是 0，应为 1 至 100,000 之间的整数。',
            'The quantity is 0; it must be a whole number from 1 to 100,000.',
          )}
        />
        <MoneyField
          name="ceiling"
          label={t('最高限价（每套）', 'Ceiling per seat')}
          defaultValue="1234.50"
          hint={t('开标前任何人都看不到。', 'Nobody can read it before the opening.')}
        />
        <DateField
          name="neededBy"
          label={t('需用日期', 'Needed by')}
          defaultValue="2026-12-01"
          error={t(
            '需用日期早于交付日期 2026年12月20日。',
            'The date lies before the delivery on 2026-12-20.',
          )}
        />
        <SelectField
          name="metric"
          label={t('授权方式', 'Metric')}
          empty
          options={[
            { value: 'device', label: t('按设备', 'Device') },
            { value: 'user', label: t('按用户', 'User') },
          ]}
        />
        <ChoiceGroup
          type="radio"
          name="rule"
          label={t('成交规则', 'Rule')}
          chosen="a"
          choices={[
            {
              value: 'a',
              label: t('全部或不要', 'All or nothing'),
              hint: t('所选标段同时成交，否则都不成交。', 'All chosen lots are served, or none.'),
            },
            { value: 'b', label: t('逐个标段', 'Lot by lot') },
          ]}
        />
        <ChoiceGroup
          type="checkbox"
          name="vendors"
          label={t('可接受的供货商', 'Acceptable vendors')}
          inline
          chosen={['1', '2']}
          choices={[
            { value: '1', label: t('金山办公', 'Kingsoft') },
            { value: '2', label: t('永中软件', 'Yozo') },
            { value: '3', label: t('福昕软件', 'Foxit') },
          ]}
          error={t('至少选两家。', 'Choose at least two.')}
        />
        <TextArea name="note" label={t('说明', 'Note')} optional />
        <FileDrop
          name="files"
          label={t('内部审批文件', 'Internal approval')}
          hint={t('PDF，不超过 10 MB', 'PDF, up to 10 MB')}
          accept=".pdf"
        />
        <CheckField
          name="consent"
          label={t('我已阅读并接受本轮条款', 'I have read and accept the terms of this round')}
        />
        <div className="flex gap-2">
          <Button look="primary">{t('签署认购', 'Sign the pledge')}</Button>
          <Button look="quiet">{t('保存草稿', 'Save the draft')}</Button>
        </div>
      </form>
    </InFrame>
  )
}

export const site: Scene = (locale) => {
  const t = say(locale)
  return (
    <PublicFrame
      product={{ name: t('集正', 'Muster'), to: '/' }}
      nav={[
        { to: '/rounds', label: t('集中采购', 'Rounds') },
        { to: '/recommended', label: t('推荐正版软件名录', 'Recommended list') },
        { to: '/briefs', label: t('工作简报', 'Briefs') },
        { to: '/verify', label: t('证书查验', 'Verify a certificate') },
        { to: '/help', label: t('帮助', 'Help') },
      ]}
      entrance={
        <LinkButton to="/sign-in" look="primary">
          {t('登录', 'Sign in')}
        </LinkButton>
      }
      language={{ action: '/language', returnTo: '/' }}
      footer={[
        {
          label: t('采购', 'Buying'),
          links: [
            { to: '/rounds', label: t('轮次', 'Rounds') },
            { to: '/price-history', label: t('历史价格', 'Price history') },
          ],
        },
        {
          label: t('公开', 'Open data'),
          links: [
            { to: '/ocds', label: 'OCDS' },
            { to: '/checkpoints', label: t('审计检查点', 'Audit checkpoints') },
          ],
        },
        {
          label: t('求助', 'Help'),
          links: [
            { to: '/help', label: t('帮助', 'Help') },
            { to: '/glossary', label: t('术语表', 'Glossary') },
          ],
        },
      ]}
      imprint={t(
        '推进企业使用软件正版化工作联席会议办公室',
        'Office of the joint conference on software legalization',
      )}
    >
      <PageHead
        title={t('一起买正版，价格公开可验', 'Buy genuine software together, at prices anyone can check')}
        sentence={t(
          '今年 128 家企业通过集中采购取得 12,480 套许可。',
          'This year 128 enterprises obtained 12,480 licenses through group purchasing.',
        )}
      />
      <Facts
        layout="strip"
        items={[
          { label: t('节省', 'Saved'), value: <Money fen={30812345600n} /> },
          { label: t('参加单位', 'Enterprises'), value: '128' },
          { label: t('许可', 'Licenses'), value: '12,480' },
        ]}
      />
    </PublicFrame>
  )
}

export const scenes: Record<string, Scene> = { list, detail, form, site, parts, charts }
