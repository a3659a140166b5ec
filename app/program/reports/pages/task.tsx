import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { StageRail } from '~/design/stage-rail'
import { TextArea } from '~/design/text-area'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { reportTaskLifecycle } from '../../lifecycle'
import { endOf, usePeriod } from '../../parts/days'
import { answersForm, isLate } from '../answering'
import { decideReport, writeReport } from '../commands.server'
import { taskMoveForm } from '../form'
import { ReportAnswers } from '../parts/report-answers'
import { ReportForm } from '../parts/report-form'
import { reportStages } from '../parts/report-stages'
import { TaskChip } from '../parts/task-chip'
import { useReportTexts } from '../parts/texts'
import { findFigures, findTask } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.report', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const task = found(await findTask(db, params.taskId!))
  const editable = task.state === 'open' || task.state === 'returned'
  const [figures, files, history] = await Promise.all([
    editable ? findFigures(db, task, dayOf(now)) : task.figures,
    listAttachments(db, task.id),
    listHistory(db, task.id),
  ])
  return { title: task.title, now, task: { ...task, figures }, files, history, may: rightsOf(actor, task) }
}

function rightsOf(
  actor: Actor,
  { orgId, state, submittedBy }: Pick<Task, 'orgId' | 'state' | 'submittedBy'>,
) {
  const own = orgId === actor.organizationId
  const can = (move: keyof typeof reportTaskLifecycle.moves, role: 'liaison' | 'leader' | 'officer') =>
    is(actor, role) && reportTaskLifecycle.movesFrom(state, role).includes(move)
  return {
    write: own && can('submit', 'liaison'),
    approve: own && can('approve', 'leader') && submittedBy !== actor.personId,
    accept: can('accept', 'officer'),
    return: (own && can('return', 'leader')) || can('return', 'officer'),
  }
}
type Task = NonNullable<Awaited<ReturnType<typeof findTask>>>

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.work' })
  const { id, form, answers } = found(await findTask(entered.db, entered.params.taskId!))
  return withForm(entered, answersForm(form, answers.values).or(taskMoveForm), async (tx, values) => {
    if ('values' in values) await writeReport(tx, entered.actor, id, values)
    else await decideReport(tx, entered.actor, id, values.move, values.reason ?? null)
    return redirect(`/office/reports/${id}?done=report-${values.move}`)
  })
}

export default function ReportTask() {
  const named = useNamed()
  const { task, files, history, now, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useReportTexts()
  const period = usePeriod()
  const { state, reason } = task
  const handedIn = state !== 'open' && state !== 'returned'
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/reports' }]}
        title={task.title}
        state={<TaskChip state={state} late={isLate(state, task.dueOn, dayOf(now))} />}
        sentence={texts.sentence[state]}
        primary={
          (may.approve || may.accept) && (
            <MoveForm move={may.approve ? 'approve' : 'accept'} answer={answer}>
              <Button look="primary">{may.approve ? texts.approve : texts.accept}</Button>
            </MoveForm>
          )
        }
      />
      {answer?.refusal && ['approve', 'accept'].includes(valueOf(answer, 'move')) && (
        <AnswerSummary answer={answer} />
      )}
      {state === 'returned' && reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returnedWhy}>
            {reason}
          </Notice>
        </div>
      )}
      <StageRail stages={reportStages(task, texts)} />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.agency, value: named(task.agency, task.agencyEn) },
                { label: texts.covers, value: period(task) },
                { label: texts.dueOn, value: <Deadline at={endOf(task.dueOn)} now={now} met={handedIn} /> },
                { label: texts.submitter, value: task.submitter },
                { label: texts.approver, value: task.approver },
              ].filter(({ value }) => value)}
            />
          </Section>
        }
      >
        {may.write ? (
          <ReportForm task={task} files={files} answer={answer} />
        ) : (
          <ReportAnswers task={task} files={files} shown={handedIn || state === 'returned'} />
        )}
        {may.return && (
          <div className="mt-6">
            <ConfirmMove
              move="return"
              verb={texts.return}
              look="danger"
              title={texts.returnWhat}
              consequences={[texts.returnWho(named(task.agency, task.agencyEn))]}
              undo={{ possible: true, words: texts.returnUndo }}
              answer={answer}
            >
              <TextArea
                name="reason"
                label={texts.reason}
                defaultValue={valueOf(answer, 'reason')}
                error={problemOf(answer, 'reason')}
              />
            </ConfirmMove>
          </div>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
