import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { hourOf } from '~/kernel/workdays'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { askedLines } from '../asked'
import { openLines, withdrawLines } from '../commands.server'
import { linesForm } from '../form'
import { LineChip } from '../parts/line-chip'
import { useSubject } from '../parts/subject'
import { useDemandsTexts } from '../parts/texts'
import { WishList } from '../wishes/parts/wish-list'
import { countLines, listLines, listWishes } from '../queries.server'

export const handle = page({ access: 'demand.plan', title: 'demands.list' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedLines(url.searchParams)
  const [counts, list, wishes] = await Promise.all([
    countLines(db, actor),
    listLines(db, actor, asked),
    listWishes(db),
  ])
  return { ...list, counts, wishes }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, now, url } = entered
  return withForm(entered, linesForm, async (tx, { move, id }) => {
    if (move === 'open') await openLines(tx, actor, id, now)
    else await withdrawLines(tx, actor, id)
    const which = url.searchParams.get('which')
    return redirect(`/demands?${which ? `which=${encodeURIComponent(which)}&` : ''}done=lines-${move}`)
  })
}

export default function Demands() {
  const { rows, next, counts, wishes } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDemandsTexts()
  const format = useFormat()
  const subject = useSubject()
  const words = useVocabulary()
  const all = Object.values(counts).reduce((sum, n) => sum + (n ?? 0), 0)
  const shelves = ['all', 'draft', 'open', 'pooled', 'fulfilled'] as const
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          <LinkButton to="/demands/new" look="primary" icon="plus">
            {texts.add}
          </LinkButton>
        }
        more={
          <MenuLink to="/compliance" icon="shield">
            {texts.fromGaps}
          </MenuLink>
        }
      />
      <ViewTabs
        label={texts.title}
        name="which"
        tabs={shelves.map((value) => ({
          value,
          label: texts.which[value],
          count: value === 'all' ? all : (counts[value] ?? 0),
        }))}
      />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/demands/${id}`}
        csv="/demands.csv"
        paging={{ after: next }}
        bulk={{
          actions: [
            { move: 'open', label: texts.open, look: 'primary' },
            { move: 'withdraw', label: texts.withdraw },
          ],
          nameOf: (row) => subject(row),
          hidden: <KeyField />,
        }}
        empty={
          <Empty
            icon="list"
            title={texts.empty}
            why={texts.emptyWhy}
            action={<LinkButton to="/compliance">{texts.fromGaps}</LinkButton>}
          />
        }
        columns={[
          { key: 'what', head: texts.what, cell: (row) => subject(row) },
          {
            key: 'terms',
            head: texts.terms,
            cell: ({ metric, term, termMonths }) =>
              `${metricWord(words, metric)} · ${termWord(words, term, termMonths)}`,
          },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            cell: ({ quantity }) => format.number(quantity),
          },
          {
            key: 'needed',
            head: texts.neededBy,
            type: 'date',
            cell: ({ neededBy }) => format.date(hourOf(neededBy, 12)),
          },
          { key: 'origin', head: texts.origin, cell: ({ source }) => texts.source[source] },
          {
            key: 'state',
            head: texts.stateHead,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <LineChip state={state} />,
          },
        ]}
      />
      <WishList wishes={wishes} />
    </>
  )
}
