import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useBlacklistTexts } from '../../parts/texts'
import { moveAdjustment } from '../adjustment.server'
import { listAdjustments, listReviewed } from '../adjustments.server'
import { adjustmentForm } from '../form'
import { AdjustmentMoves } from '../parts/adjustment-moves'
import { ReviewedEntries } from '../parts/reviewed-entries'

export const handle = page({
  access: 'blacklist.read',
  title: 'compliance.blacklist-adjustment',
  stepUp: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const all = await listAdjustments(db)
  const running = all.find(({ state }) => state !== 'published') ?? null
  const entries = running ? await listReviewed(db, running) : []
  const year = Number(dayOf(now).slice(0, 4))
  const mayOpen = is(actor, 'officer') && !running && all.every((one) => one.year !== year)
  return { running, entries, past: all.filter((one) => one !== running), year, mayOpen, officer: is(actor, 'officer'), personId: actor.personId } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, adjustmentForm, async (tx, values) => {
    await moveAdjustment(tx, entered.actor, values, entered.now)
    return redirect(`/office/blacklist/adjustment?done=adjustment-${values.move}`)
  })
}

export default function Adjustment() {
  const { running, entries, past, year, mayOpen, officer, personId } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBlacklistTexts()
  const all = texts.adjustment
  const left = entries.filter((one) => isToReview(one, running?.openedAt ?? null)).length
  return (
    <>
      <PageHead
        trail={[{ label: texts.desk.title, to: '/office/blacklist' }]}
        title={running ? all.of(running.year) : all.title}
        state={
          running && (
            <Chip meaning={running.state === 'open' ? 'info' : 'attention'}>{all.state[running.state]}</Chip>
          )
        }
        sentence={
          !running
            ? all.lead
            : running.state === 'submitted'
              ? all.sentence.submitted(running.submitter ?? '')
              : all.sentence.open(left)
        }
      />
      <FormSummary
        problems={answer?.values.move === 'keep' ? answer.problems : []}
        refusal={
          answer?.refusal && answer.refusal.field !== 'totp' ? { what: answer.refusal.sentence } : null
        }
      />
      {!running && (
        <div className="space-y-4">
          <Empty title={all.none} why={all.noneWhy} icon="calendar" />
          {mayOpen && (
            <MoveForm move="open" hidden={{ year: String(year) }} answer={answer}>
              <Button look="primary">{all.open(year)}</Button>
            </MoveForm>
          )}
        </div>
      )}
      {running?.returnedReason && (
        <p className="mb-4 text-attention">
          {all.returned}: {running.returnedReason}
        </p>
      )}
      {running && (
        <>
          <Section title={all.entries} count={entries.length}>
            <ReviewedEntries
              rows={entries.map((row) => ({ ...row, open: isToReview(row, running.openedAt) }))}
              reviews={officer && running.state === 'open'}
              answer={answer}
            />
          </Section>
          {officer && (
            <AdjustmentMoves
              state={running.state}
              note={running.note}
              ready={left === 0}
              kept={entries.filter(({ outcome, state }) => outcome === 'keep' && state === 'listed').length}
              isSubmitter={running.submittedBy === personId}
              answer={answer}
            />
          )}
        </>
      )}
      {past.length > 0 && (
        <Section title={all.past}>
          <Table
            caption={all.past}
            rows={past}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              { key: 'year', head: all.year, cell: (row) => row.year },
              { key: 'kept', head: all.kept, type: 'number', cell: ({ kept }) => kept },
              { key: 'removed', head: all.removed, type: 'number', cell: ({ removed }) => removed },
              { key: 'added', head: all.added, type: 'number', cell: ({ added }) => added },
              {
                key: 'at',
                head: all.publishedAt,
                type: 'date',
                narrow: 'end',
                cell: ({ publishedAt }) => publishedAt && <Moment at={publishedAt} day />,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

const isToReview = (
  { state, outcome, listedAt }: { state: string; outcome: string | null; listedAt: Date | null },
  openedAt: Date | null,
) => state === 'listed' && outcome === null && listedAt !== null && openedAt !== null && listedAt <= openedAt
