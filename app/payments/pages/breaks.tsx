import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { BarChart } from '~/design/charts/bar-chart'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { railDoor } from '~/web/database.server'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { daysOpen, tally } from '../reconciliation/ageing'
import { breakFilter, reconcileForm } from '../form'
import { usePaymentsTexts } from '../parts/texts'
import { listBreaks, listRuns } from '../reconciliation/breaks.server'
import { reconcile } from '../reconciliation/reconcile.server'
import { lookAtBalance } from '../stripe/balance.server'
import { stripeRail } from '../stripe/rail.server'
import { tellUnlessAway } from '../stripe/refunds.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.breaks' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { state, kind } = breakFilter.parse(Object.fromEntries(url.searchParams))
  const all = await listBreaks(db, { state })
  const breaks = kind ? all.filter((one) => one.kind === kind) : all
  return {
    breaks,
    kinds: tally(all),
    kind,
    runs: await listRuns(db),
    books: mayEnter('payment.book', actor),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  await askProvider(entered.requestId)
  return withForm(entered, reconcileForm, async (tx) => {
    await reconcile(tx, entered.now)
    return redirect('/office/breaks?done=reconciled')
  })
}

/** What the provider holds is asked first, outside of the transaction that compares; without an answer the last one counts. */
async function askProvider(requestId: string | null) {
  const rail = stripeRail()
  if (rail) await lookAtBalance(railDoor(requestId), rail).catch(tellUnlessAway)
}

export default function Breaks() {
  const { breaks, kinds, kind: chosen, runs, books, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().breaks
  const format = useFormat()
  const [last] = runs
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={
          last ? (
            <>
              {texts.last} <Moment at={last.at} /> ·{' '}
              {texts.outcome(String(last.checks), String(last.standing))}
            </>
          ) : (
            texts.never
          )
        }
        primary={
          books && (
            <MoveForm move="reconcile">
              <Button look="primary">{texts.now}</Button>
            </MoveForm>
          )
        }
      />
      {answer?.refusal && <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />}
      <ViewTabs
        label={texts.state}
        name="state"
        tabs={(['standing', 'open', 'explained', 'closed'] as const).map((value) => ({
          value,
          label: texts.views[value],
        }))}
      />
      {!chosen && kinds.length > 1 && (
        <div className="mb-6">
          <BarChart
            title={texts.byKind(format.number(breaks.length), texts.kinds[kinds[0]!.kind] ?? kinds[0]!.kind)}
            heads={[texts.kind, texts.count]}
            format={(value) => format.number(value)}
            bars={kinds.map(({ kind, count }) => ({
              label: texts.kinds[kind] ?? kind,
              value: count,
              to: `?kind=${kind}`,
            }))}
          />
        </div>
      )}
      <Filters
        keep={['state']}
        filters={[
          {
            name: 'kind',
            label: texts.kind,
            type: 'choice',
            any: texts.anyKind,
            options: kinds.map(({ kind }) => ({ value: kind, label: texts.kinds[kind] ?? kind })),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={breaks}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/breaks/${id}`}
        total={breaks.length}
        csv="/office/breaks.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
        columns={[
          { key: 'kind', head: texts.kind, cell: ({ kind }) => texts.kinds[kind] ?? kind },
          { key: 'subject', head: texts.subject, cell: ({ name, subject }) => name ?? subject },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>,
          },
          {
            key: 'opened',
            head: texts.opened,
            type: 'date',
            cell: ({ openedAt }) => <Moment at={openedAt} />,
          },
          {
            key: 'age',
            head: texts.age,
            type: 'number',
            named: true,
            cell: ({ openedAt, closedAt }) => texts.days(String(daysOpen({ openedAt, closedAt }, now))),
          },
          {
            key: 'expected',
            head: texts.expected,
            type: 'money',
            narrow: 'hidden',
            cell: ({ expected, currency }) =>
              expected !== null && <Money fen={expected} currency={currency ?? 'CNY'} />,
          },
          {
            key: 'found',
            head: texts.found,
            type: 'money',
            cell: ({ found, currency }) =>
              found !== null && <Money fen={found} currency={currency ?? 'CNY'} />,
          },
        ]}
      />
      {runs.length > 0 && (
        <Section title={texts.runs} count={runs.length}>
          <Table
            caption={texts.runs}
            rows={runs}
            rowKey={({ id }) => id}
            empty={<Empty title={texts.never} why={texts.emptyWhy} icon="check-circle" />}
            columns={[
              { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
              { key: 'by', head: texts.by, cell: ({ person }) => person ?? texts.clock },
              { key: 'checks', head: texts.checks, type: 'number', cell: ({ checks }) => checks },
              {
                key: 'standing',
                head: texts.standing,
                type: 'number',
                narrow: 'end',
                cell: ({ standing }) => standing,
              },
              { key: 'fresh', head: texts.fresh, type: 'number', cell: ({ opened }) => opened },
              { key: 'closed', head: texts.closed, type: 'number', cell: ({ closed }) => closed },
            ]}
          />
        </Section>
      )}
    </>
  )
}

const meanings = { open: 'attention', explained: 'info', closed: 'quiet' } as const
