import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useId, useRef } from 'react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { KeyHelp } from '~/design/key-help'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { boardFilter, boardMoves } from '../form'
import { countBoard, listOpenLines, namesFor } from '../matching/board.server'
import { matchAsProposed, matchInBulk } from '../matching/match.server'
import { useBoardKeys } from '../parts/board-keys'
import { BoardLine } from '../parts/board-line'
import { MatchingTabs } from '../parts/matching-tabs'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.matching' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = boardFilter.parse(Object.fromEntries(url.searchParams))
  const lines = await listOpenLines(db, asked)
  const { orders } = await namesFor(db, lines)
  return { lines, orders, asked, counts: await countBoard(db), books: mayEnter('payment.book', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, boardMoves, async (tx, values) => {
    if (values.move === 'bulk') return { bulk: await matchInBulk(tx, entered.actor, values.id) }
    const { booked } = await matchAsProposed(tx, entered.actor, values)
    return redirect(`/office/matching?done=${booked ? 'matched' : 'match-waits'}`)
  })
}

export default function Matching() {
  const { lines, orders, asked, counts, books } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const bulk = data && 'bulk' in data ? (data.bulk as { done: number; left: number }) : null
  const texts = usePaymentsTexts().matching
  const format = useFormat()
  const board = useRef<HTMLOListElement>(null)
  const bulkForm = useId()
  useBoardKeys(board)
  return (
    <div className="group/board">
      <PageHead title={texts.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <FormSummary problems={[]} refusal={answer?.refusal ? { what: answer.refusal.sentence } : null} />
      {bulk && (
        <div className="mb-4">
          <Notice meaning={bulk.left > 0 ? 'attention' : 'ok'}>
            {texts.bulkDone(format.number(bulk.done), format.number(bulk.left))}
          </Notice>
        </div>
      )}
      <Filters
        filters={[
          { name: 'q', label: texts.search, type: 'search', placeholder: texts.searchHint },
          {
            name: 'direction',
            label: texts.direction,
            type: 'choice',
            any: texts.anyDirection,
            options: (['C', 'D'] as const).map((value) => ({ value, label: texts.directions[value] })),
          },
        ]}
      />
      {lines.length === 0 ? (
        asked.q || asked.direction ? (
          <Empty title={texts.nothing} why={texts.nothingWhy} icon="filter" />
        ) : (
          <Empty
            title={texts.empty}
            why={texts.emptyWhy}
            icon="check-circle"
            action={<LinkButton to="/office/statements">{texts.emptyAction}</LinkButton>}
          />
        )
      ) : (
        <ol ref={board} aria-label={texts.tabs.open} className="border-b border-line">
          {lines.map((line) => (
            <BoardLine key={line.id} {...{ line, orders, books, bulkForm }} />
          ))}
        </ol>
      )}
      <Form
        id={bulkForm}
        method="post"
        className="sticky bottom-3 z-20 mx-auto mt-3 hidden w-max max-w-full rounded border border-line bg-surface px-3 py-2 shadow-float group-has-[[data-line]_:checked]/board:flex"
      >
        <KeyField />
        <Button name="move" value="bulk" look="primary" size="small">
          {texts.bulk}
        </Button>
      </Form>
      <KeyHelp
        lines={[
          { keys: ['j'], does: texts.keys.next },
          { keys: ['k'], does: texts.keys.previous },
          { keys: ['Enter'], does: texts.keys.confirm },
          { keys: ['e'], does: texts.keys.edit },
          { keys: ['x'], does: texts.keys.select },
        ]}
      />
    </div>
  )
}
