import { Button } from '~/design/button'
import { Channel } from '~/design/channel'
import { Code } from '~/design/code'
import { Confirm } from '~/design/confirm'
import { Diff } from '~/design/diff'
import { Filters } from '~/design/filters'
import { GridEntry } from '~/design/grid-entry'
import { Hash } from '~/design/hash'
import { iconNames, Icon } from '~/design/icons'
import { KeyLines } from '~/design/key-help'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Progress } from '~/design/progress'
import { Section } from '~/design/section'
import { Deadline } from '~/design/deadline'
import { Matrix } from '~/design/matrix'
import { Prose } from '~/design/prose'
import { TaskList } from '~/design/task-list'
import { Thread } from '~/design/thread'
import { ShareBar } from '~/design/share-bar'
import { StageRail } from '~/design/stage-rail'
import { Stepper } from '~/design/stepper'
import { TextArea } from '~/design/text-area'
import { at, InFrame, now, say, type Scene } from './scene'

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

/** Every smaller part once. */
export const parts: Scene = (locale) => {
  const t = say(locale)
  return (
    <InFrame locale={locale}>
      <PageHead
        title={t('新建轮次', 'Open a round')}
        sentence={t(
          '第 3 步：标段与数量。草稿每一步都会保存。',
          'Step 3: lots and volumes. Each step is saved as a draft.',
        )}
        primary={
          <Confirm
            id="void"
            verb={t('作废本轮', 'Void the round')}
            look="danger"
            title={t('作废“办公软件 2026 年第四季度”？', 'Void “Office suites, fourth quarter 2026”?')}
            consequences={[
              t(
                '128 家单位的认购失效，并收到通知。',
                'The pledges of 128 organizations lapse; each is told.',
              ),
              t('9 份密封投标不再开启。', '9 sealed bids will never be opened.'),
            ]}
            undo={{ possible: false, words: t('此操作不可撤销。', 'This cannot be undone.') }}
            value="void"
          >
            <TextArea
              name="reason"
              label={t('理由', 'Reason')}
              hint={t('将写入公告。', 'It will stand in the notice.')}
              rows={3}
            />
          </Confirm>
        }
      />
      <Stepper
        present={2}
        steps={[
          { label: t('规则', 'Profile'), to: 'profile', done: true },
          { label: t('时间表', 'Schedule'), to: 'schedule', done: true },
          { label: t('标段与数量', 'Lots and volumes') },
          { label: t('开标人', 'Openers') },
          { label: t('核对并发布', 'Check and publish') },
        ]}
      />
      <StageRail
        stages={[
          {
            label: t('认购', 'Pledges'),
            state: 'done',
            at: at('2026-11-18T17:00'),
            who: t('128 家单位', '128 buyers'),
          },
          { label: t('投标', 'Bids'), state: 'now', at: at('2026-11-25T10:00'), who: t('供货商', 'Vendors') },
          {
            label: t('开标', 'Opening'),
            state: 'missed',
            at: at('2026-11-26T10:00'),
            who: t('两名开标人', 'Two openers'),
          },
          { label: t('评审', 'Evaluation'), state: 'next' },
          { label: t('公示', 'Standstill'), state: 'next', at: at('2026-12-09T00:00') },
        ]}
      />
      <Filters
        views={[
          { label: t('全部', 'All'), search: '?' },
          { label: t('等我处理', 'Waiting for me'), search: '?waiting=me' },
          { label: t('本周截止', 'Closing this week'), search: '?closing=week' },
        ]}
        filters={[
          { name: 'q', label: t('名称或编号', 'Name or number'), type: 'search' },
          {
            name: 'state',
            label: t('状态', 'State'),
            type: 'choice',
            any: t('全部状态', 'Any state'),
            options: [{ value: 'open', label: t('认购中', 'Open') }],
          },
          { name: 'from', label: t('截止不早于', 'Closes from'), type: 'date' },
        ]}
      />
      <Section
        title={t('阶梯报价', 'Price tiers')}
        sentence={t('价格随数量不升。', 'Prices never rise with volume.')}
        actions={
          <Button size="small" icon="upload">
            {t('导入 XLSX', 'Import XLSX')}
          </Button>
        }
      >
        <GridEntry
          name="tiers"
          caption={t('阶梯报价', 'Price tiers')}
          columns={[
            { key: 'from', head: t('起始数量', 'From quantity'), type: 'number' },
            { key: 'price', head: t('单价（元）', 'Unit price, yuan'), type: 'number' },
            {
              key: 'term',
              head: t('期限', 'Term'),
              options: [
                { value: 'p', label: t('永久', 'Perpetual') },
                { value: 's', label: t('订阅', 'Subscription') },
              ],
            },
            { key: 'note', head: t('说明', 'Note'), grow: 2 },
          ]}
          rows={[
            ['1', '1234.50', 'p', ''],
            ['500', '1180.00', 'p', t('含三年维保', 'with three years of maintenance')],
            ['2000', '1190.00', 'p', ''],
          ]}
          errors={{
            '2.price': t(
              '1,190.00 高于上一阶梯 1,180.00，应不高于它。',
              '1,190.00 is above the tier before, 1,180.00; it must not be.',
            ),
          }}
        />
      </Section>
      <Section title={t('进度', 'Progress')}>
        <div className="space-y-4">
          <Progress
            phase={t('正在开启投标', 'Opening bids')}
            share={7 / 9}
            counts={t('9 份中的 7 份', '7 of 9 bids')}
            elapsed={4325}
          />
          <ShareBar share={0.423} />
        </div>
      </Section>
      <Section title={t('更正', 'Addendum')}>
        <Diff
          before={t(
            '中标人应在合同签订后 10 日内交付全部许可。',
            'The winner delivers all licenses within 10 days of the contract.',
          )}
          after={t(
            '中标人应在合同签订后 15 日内交付全部许可及维保凭证。',
            'The winner delivers all licenses and maintenance records within 15 days of the contract.',
          )}
        />
      </Section>
      <Section title={t('证明', 'Proof')}>
        <div className="space-y-3">
          <p>
            <Hash value={digest} />
          </p>
          <p>
            <Hash value={digest} short /> · <Money fen={123450n} mixed /> · <Money fen={-340n} signed />
          </p>
          <Code block copy>{`npm run --silent audit -- receipt receipt.json envelope.json`}</Code>
          <p>
            {t('许可编号', 'License number')} <Code>ML-2026-000412</Code>
          </p>
        </div>
      </Section>
      <Section title={t('消息', 'Messages')}>
        <div className="grid gap-6 md:grid-cols-2">
          <Channel
            name={t('双方可见', 'Both parties read this')}
            tone={1}
            note={t('对方 3 人、调解员 1 人', '3 people of the other side, 1 mediator')}
          >
            <TextArea name="open" label={t('写给双方', 'To both parties')} />
          </Channel>
          <Channel name={t('只有调解员可见', 'Only the mediator reads this')} tone={3}>
            <TextArea name="private" label={t('写给调解员', 'To the mediator')} />
          </Channel>
        </div>
      </Section>
      <Section title={t('等您处理', 'Waiting for you')} count={2}>
        <TaskList
          tasks={[
            {
              to: '/rounds/7/lots/1/pledge',
              label: t('签署办公软件的认购', 'Sign the pledge for office suites'),
              sentence: t('上一轮同类产品节省了 20%', 'The last round of this class saved 20%'),
              icon: 'edit',
              meaning: 'attention',
              end: <Deadline at={at('2026-11-25T10:00')} now={now} />,
            },
            {
              to: '/orders/12',
              label: t('验收 120 套许可', 'Accept 120 licenses'),
              icon: 'box',
              end: <Money fen={14857500n} />,
            },
          ]}
        />
      </Section>
      <Section title={t('答疑', 'Questions')}>
        <Thread
          messages={[
            {
              id: 'm1',
              who: t('匿名供货商', 'An anonymous vendor'),
              at: at('2026-11-12T10:20'),
              body: t('交付期能否延长到 15 日？', 'Can the delivery time be 15 days?'),
            },
            {
              id: 'm2',
              who: t('赵敏', 'Min Zhao'),
              role: t('办公室', 'Office'),
              at: at('2026-11-13T09:05'),
              body: t('可以，见更正 1。', 'Yes, see addendum 1.'),
              channel: { name: t('所有人可见', 'Everyone reads this'), tone: 1 },
            },
          ]}
        />
      </Section>
      <Section title={t('比较', 'Comparison')}>
        <Matrix
          caption={t('投标比较', 'Bids compared')}
          corner={t('标准', 'Criterion')}
          columns={[
            { key: 'a', head: t('金山办公', 'Kingsoft') },
            { key: 'b', head: t('永中软件', 'Yozo') },
            { key: 'c', head: t('福昕软件', 'Foxit') },
          ]}
          rows={[
            {
              key: '1',
              group: t('价格', 'Price'),
              head: t('500 套', '500 seats'),
              cells: [118000n, 112000n, 121000n].map((fen) => <Money key={String(fen)} fen={fen} />),
            },
            {
              key: '2',
              head: t('1,000 套', '1,000 seats'),
              cells: [98000n, 104000n, 121000n].map((fen) => <Money key={String(fen)} fen={fen} />),
            },
            {
              key: '3',
              group: t('质量', 'Quality'),
              head: t('服务响应', 'Service'),
              cells: ['92', '88', '95'],
            },
          ]}
        />
      </Section>
      <Section title={t('正文', 'Running text')}>
        <Prose>
          <h2>{t('一、采购范围', '1. Scope')}</h2>
          <p>
            {t(
              '本轮采购三个标段的办公软件许可，由各参加单位分别签订合同并付款。',
              'This round buys licenses of office software in three lots; each buyer signs and pays for itself.',
            )}
          </p>
          <ul>
            <li>{t('永久授权，含三年维保', 'perpetual, with three years of maintenance')}</li>
            <li>{t('可在境内任一设备上使用', 'for any device within the country')}</li>
          </ul>
        </Prose>
      </Section>
      <Section title={t('键盘', 'Keyboard')}>
        <div className="max-w-sm">
          <KeyLines
            lines={[
              { keys: ['/'], does: t('搜索', 'Search') },
              { keys: ['g', 'r'], does: t('到轮次', 'Go to rounds') },
            ]}
          />
        </div>
      </Section>
      <Section title={t('图标', 'Icons')} count={iconNames.length}>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-2 text-xs text-ink-soft">
          {iconNames.map((name) => (
            <li key={name} className="flex items-center gap-2">
              <Icon name={name} className="size-5 text-ink" /> {name}
            </li>
          ))}
        </ul>
      </Section>
    </InFrame>
  )
}
