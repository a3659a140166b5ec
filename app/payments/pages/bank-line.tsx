import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { SearchBox } from '~/design/search-box'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { lineMoves } from '../form'
import { findBankLine, listOpenLines, listPayableOrders, namesFor } from '../matching/board.server'
import { moveBankLine } from '../matching/move-line.server'
import { listOwing, mayBeBankPayout } from '../matching/other-lines.server'
import { BankLineFacts } from '../parts/bank-line-facts'
import { MatchCard } from '../parts/match-card'
import { OtherMoves } from '../parts/other-moves'
import { ProposalFacts } from '../parts/proposal'
import { SplitEditor } from '../parts/split-editor'
import { LineChip } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.bank-line', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const { line, matches } = found(await findBankLine(db, params.lineId!))
  const [open] = await listOpenLines(db, { lineId: line.id })
  const names = await namesFor(db, open ? [open] : [])
  const q = url.searchParams.get('q')?.trim() ?? ''
  const looked = q ? await listPayableOrders(db, q) : []
  const reader = { id: actor.personId, books: mayEnter('payment.book', actor) }
  const paidOut = open ? await mayBeBankPayout(db, line) : false
  const owing = open && line.direction === 'C' ? await listOwing(db, line.amount) : []
  return { line, matches, proposal: open?.proposal ?? null, paidOut, owing, names, looked, q, reader }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, lineMoves, async (tx, move) => {
    const done = await moveBankLine(tx, actor, params.lineId!, move)
    return redirect(`/office/matching/${params.lineId}?done=${done}`)
  })
}

export default function BankLine() {
  const { line, matches, proposal, paidOut, owing, names, looked, q, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = usePaymentsTexts().matching
  const texts = all.line
  const format = useFormat()
  const open = line.state === 'open' && proposal !== null
  const quick = ['approve', 'drop', 'reopen', 'settle', 'provider'].includes(String(answer?.values.move))
  return (
    <>
      <PageHead
        trail={[{ label: all.title, to: '/office/matching' }]}
        title={`${texts.title} ${format.moneyChange(line.direction === 'C' ? line.amount : -line.amount, line.currency)}`}
        state={<LineChip state={line.state} />}
        sentence={open ? all.reasons[proposal.reason] : line.asideReason}
      />
      {quick && answer?.refusal && (
        <div className="mb-4">
          <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
        </div>
      )}
      <Columns side={<BankLineFacts line={line} />}>
        {open && (
          <Section title={all.proposal}>
            <ProposalFacts proposal={proposal} orders={names.orders} />
          </Section>
        )}
        {open && reader.books && line.direction === 'C' && (
          <Section title={texts.split} sentence={texts.splitLead}>
            <div className="mb-4 max-w-md">
              <SearchBox
                action={`/office/matching/${line.id}`}
                placeholder={texts.findHint}
                defaultValue={q}
              />
            </div>
            <SplitEditor
              key={q}
              {...{ line, proposal, answer }}
              orders={[
                ...names.orders,
                ...looked.filter(({ id }) => !names.orders.some((known) => known.id === id)),
              ]}
              payers={names.payers}
            />
          </Section>
        )}
        {matches.length > 0 && (
          <Section title={texts.history} count={matches.length}>
            {matches.map((match) => (
              <MatchCard
                key={match.id}
                match={match}
                reader={reader.id}
                books={reader.books}
                answer={answer}
              />
            ))}
          </Section>
        )}
        {reader.books && (
          <OtherMoves {...{ line, paidOut, owing, answer }} settles={proposal?.sentId != null} />
        )}
      </Columns>
    </>
  )
}
