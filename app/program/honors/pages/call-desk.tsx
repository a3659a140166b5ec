import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { type Answer, answerOf, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import type { HonorApplicationState } from '../../lifecycle'
import { PlainText } from '../../parts/plain-text'
import { moveCall } from '../commands.server'
import { callMoveForm } from '../form'
import { CallFacts } from '../parts/call-facts'
import { CallMove } from '../parts/call-move'
import { CriteriaTable } from '../parts/criteria-table'
import { ApplicationChip, CallChip } from '../parts/honor-chip'
import { Objections } from '../parts/objections'
import { useHonorTexts } from '../parts/texts'
import { findCall, listApplications, listObjections } from '../queries.server'
import { whyNotConclude, whyNotNotice } from '../ranking'

export const handle = page({ access: 'program.oversee', title: 'program.honor-call' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const call = found(await findCall(db, params.callId!))
  const applications = await listApplications(db, call.id)
  const objections = await listObjections(db, call.id)
  const open = objections.filter(({ upheld }) => upheld === null).length
  const eligible = applications.filter(({ state }) => state === 'eligible')
  return {
    title: nameIn(actor.locale, call.titleZh, call.titleEn || null),
    call,
    applications,
    objections,
    whyNot:
      call.state === 'scoring'
        ? whyNotNotice(eligible, call.leastScores)
        : call.state === 'noticed'
          ? whyNotConclude(call.noticeUntil, open, now)
          : null,
    history: await listHistory(db, call.id),
    runs: is(actor, 'officer'),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, callMoveForm, async (tx, asked) => {
    const { id } = found(await findCall(tx, entered.params.callId!))
    await moveCall(tx, entered.actor, id, asked, entered.now)
    return redirect(`/office/honors/${id}?done=honor-${asked.move}`)
  })
}

export default function CallDesk() {
  const { call, applications, objections, whyNot, history, runs, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useHonorTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.desk.title, to: '/office/honors' }]}
        title={named(call.titleZh, call.titleEn || null)}
        state={<CallChip state={call.state} />}
        sentence={texts.desk.sentence[call.state]}
        primary={runs && whyNot === null && <CallMove state={call.state} answer={answer} />}
      />
      {whyNot && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.desk.notYet}>
            {texts.desk.whyNot[whyNot]}
          </Notice>
        </div>
      )}
      <Columns side={<CallFacts call={call} now={now} />}>
        {call.about && <PlainText>{call.about}</PlainText>}
        <Section title={texts.desk.applications} count={applications.length}>
          <Table
            caption={texts.desk.applications}
            rows={applications}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/honors/applications/${id}`}
            empty={<Empty icon="star" title={texts.desk.noApplications} why={texts.desk.noApplicationsWhy} />}
            columns={[
              {
                key: 'organization',
                head: texts.enterprise,
                cell: ({ organization, organizationEn }) => named(organization, organizationEn),
              },
              {
                key: 'scores',
                head: texts.desk.scores,
                type: 'number',
                cell: ({ scores, state }) => state !== 'ineligible' && format.number(scores),
              },
              {
                key: 'conflicts',
                head: texts.desk.conflicts,
                type: 'number',
                cell: ({ conflicts }) => conflicts > 0 && format.number(conflicts),
              },
              {
                key: 'mean',
                head: texts.score,
                type: 'number',
                cell: ({ mean }) => mean !== null && format.number(mean / 100),
              },
              {
                key: 'rank',
                head: texts.rank,
                type: 'number',
                cell: ({ rank }) => rank && format.number(rank),
              },
              {
                key: 'state',
                head: texts.state,
                type: 'chip',
                narrow: 'end',
                cell: ({ state }) => <ApplicationChip state={state as HonorApplicationState} />,
              },
            ]}
          />
        </Section>
        <Objections title={texts.objections} objections={objections}>
          {({ id }) => runs && <Answering id={id} answer={answer} />}
        </Objections>
        <CriteriaTable criteria={call.criteria} />
        {call.state !== 'draft' && (
          <p className="mt-6">
            <TextLink to={`/honors/${call.id}`}>{texts.desk.publicPage}</TextLink>
          </p>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

/** What the office answers to one objection, and whether it is right. */
function Answering({ id, answer }: { id: string; answer: Answer | undefined }) {
  const texts = useHonorTexts()
  const mine = valueOf(answer, 'objectionId') === id ? answer : undefined
  return (
    <MoveForm move="answer" hidden={{ objectionId: id }} className="max-w-2xl space-y-3">
      {mine && <AnswerSummary answer={mine} />}
      <TextArea
        name="answer"
        id={`answer-${id}`}
        label={texts.desk.answer}
        rows={3}
        defaultValue={valueOf(mine, 'answer')}
        error={problemOf(mine, 'answer')}
      />
      <ChoiceGroup
        type="radio"
        inline
        name="upheld"
        id={`upheld-${id}`}
        label={texts.desk.finding}
        error={problemOf(mine, 'upheld')}
        chosen={valueOf(mine, 'upheld')}
        choices={[
          { value: 'no', label: texts.dismissed },
          { value: 'yes', label: texts.upheld, hint: texts.desk.upheldHint },
        ]}
      />
      <Button>{texts.desk.answerNow}</Button>
    </MoveForm>
  )
}
