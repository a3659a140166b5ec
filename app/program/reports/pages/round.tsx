import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { ChoiceGroup } from '~/design/choice-group'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf, problemOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useDay, usePeriod } from '../../parts/days'
import { listCoveringAgencies } from '../../plans/queries.server'
import { isLate } from '../answering'
import { openRound } from '../commands.server'
import { roundMoveForm } from '../form'
import { useFieldLabel } from '../parts/figure-name'
import { TaskChip } from '../parts/task-chip'
import { useReportTexts } from '../parts/texts'
import { findRound, listTasks } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.report-round' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findRound(db, params.roundId!))
  const [tasks, agencies, history] = await Promise.all([
    listTasks(db, round.id),
    round.openedAt ? [] : listCoveringAgencies(db),
    listHistory(db, round.id),
  ])
  return {
    title: round.title,
    round,
    tasks,
    agencies,
    history,
    today: dayOf(now),
    manages: is(actor, 'officer'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, roundMoveForm, async (tx, { agencies }) => {
    const { id } = found(await findRound(tx, entered.params.roundId!))
    await openRound(tx, entered.actor, id, agencies)
    return redirect(`/office/reports/rounds/${id}?done=report-opened`)
  })
}

export default function Round() {
  const named = useNamed()
  const { round, tasks, agencies, history, today, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useReportTexts()
  const labelOf = useFieldLabel()
  const format = useFormat()
  const day = useDay()
  const period = usePeriod()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/reports' }]}
        title={round.title}
        state={!round.openedAt && <Chip meaning="attention">{texts.draft}</Chip>}
        sentence={texts.roundSentence(period(round), day(round.dueOn))}
        primary={
          round.openedAt ? (
            <LinkButton reloadDocument to={`/office/reports/rounds/${round.id}/workbook`} icon="download">
              {texts.workbook}
            </LinkButton>
          ) : (
            manages && (
              <ConfirmMove
                move="open"
                verb={texts.open}
                title={texts.openWhat}
                consequences={[texts.openWho, texts.openDue(day(round.dueOn))]}
                undo={{ possible: false, words: texts.openUndo }}
                answer={answer}
              >
                <ChoiceGroup
                  type="checkbox"
                  name="agencies"
                  label={texts.agencies}
                  error={problemOf(answer, 'agencies')}
                  chosen={agencies.map(({ id }) => id)}
                  choices={agencies.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </ConfirmMove>
            )
          )
        }
      />
      <Columns
        side={
          <Section title={texts.form.fields} count={round.form.length}>
            <Facts
              items={round.form.map((field) => ({
                label: texts.kinds[field.kind],
                value: labelOf(field),
                ...(field.required && { hint: texts.form.required }),
              }))}
            />
          </Section>
        }
      >
        {round.openedAt && (
          <Section title={texts.tasks} count={tasks.length}>
            <Table
              caption={texts.tasks}
              rows={tasks}
              rowKey={({ id }) => id}
              rowTo={({ id }) => `/office/reports/${id}`}
              empty={null}
              columns={[
                {
                  key: 'agency',
                  head: texts.agency,
                  cell: ({ agency, agencyEn }) => named(agency, agencyEn),
                },
                {
                  key: 'submitter',
                  head: texts.submitter,
                  narrow: 'hidden',
                  cell: ({ submitter }) => submitter,
                },
                {
                  key: 'submittedAt',
                  head: texts.submittedAt,
                  type: 'date',
                  cell: ({ submittedAt }) => submittedAt && format.dateTime(submittedAt),
                },
                {
                  key: 'state',
                  head: texts.state,
                  type: 'chip',
                  narrow: 'end',
                  cell: ({ state }) => <TaskChip state={state} late={isLate(state, round.dueOn, today)} />,
                },
              ]}
            />
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
