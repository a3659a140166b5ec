import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
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
import { useDay } from '../../parts/days'
import { moveBrief } from '../commands.server'
import { briefMoveForm } from '../form'
import { BriefChip } from '../parts/brief-chip'
import { BriefText } from '../parts/brief-text'
import { BriefView } from '../parts/brief-view'
import { useBriefTexts } from '../parts/texts'
import { type Brief, findBrief } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.brief' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const brief = found(await findBrief(db, params.briefId!))
  return { title: brief.title, brief, history: await listHistory(db, brief.id), may: rightsOf(actor, brief) }
}

const rightsOf = (actor: Actor, { state, writtenBy }: Brief) => ({
  write: is(actor, 'officer') && state === 'draft',
  publish: is(actor, 'officer') && state === 'in_review' && writtenBy !== actor.personId,
  return: is(actor, 'officer') && state === 'in_review',
  correct: is(actor, 'officer') && state === 'published',
})

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, briefMoveForm, async (tx, asked) => {
    const { id } = found(await findBrief(tx, entered.params.briefId!))
    await moveBrief(tx, entered.actor, id, asked)
    return redirect(`/office/briefs/${id}?done=brief-${asked.move}`)
  })
}

export default function BriefPage() {
  const { brief, history, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBriefTexts()
  const format = useFormat()
  const day = useDay()
  const { no, state, reason, coversFrom, coversTo } = brief
  const inDialog = ['publish', 'return'].includes(valueOf(answer, 'move'))
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/briefs' }]}
        title={no === null ? brief.title : `${texts.issue(no)} · ${brief.title}`}
        state={<BriefChip state={state} />}
        sentence={texts.sentence[state]}
        primary={
          may.write ? (
            <MoveForm move="submit">
              <Button look="primary">{texts.submit}</Button>
            </MoveForm>
          ) : may.publish ? (
            <ConfirmMove
              move="publish"
              verb={texts.publish}
              title={texts.publishWhat}
              consequences={[texts.publishWho]}
              undo={{ possible: false, words: texts.publishUndo }}
              answer={answer}
            />
          ) : (
            may.correct && <LinkButton to={`/office/briefs/new?corrects=${no}`}>{texts.correct}</LinkButton>
          )
        }
      />
      {answer && !inDialog && <AnswerSummary answer={answer} />}
      {state === 'draft' && reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returnedWhy}>
            {reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.coversHead, value: texts.covers(day(coversFrom), day(coversTo)) },
                { label: texts.writer, value: brief.writer },
                { label: texts.approver, value: brief.approver },
                { label: texts.publishedAt, value: brief.publishedAt && format.dateTime(brief.publishedAt) },
              ].filter(({ value }) => value)}
            />
            <Links brief={brief} />
            {may.write && (
              <div className="mt-3">
                <MoveForm move="refresh">
                  <Button size="small" icon="refresh">
                    {texts.refresh}
                  </Button>
                </MoveForm>
              </div>
            )}
            {may.return && (
              <div className="mt-3">
                <ConfirmMove
                  move="return"
                  verb={texts.return}
                  look="danger"
                  title={texts.returnWhat}
                  consequences={[texts.returnWho]}
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
          </Section>
        }
      >
        {may.write && <BriefText brief={brief} answer={answer} />}
        <BriefView brief={may.write ? { ...brief, body: '', bodyEn: '' } : brief} />
        <History events={history} />
      </Columns>
    </>
  )
}

function Links({
  brief,
}: {
  brief: { id: string; no: number | null; correctsNo: number | null; correctedByNo: number | null }
}) {
  const texts = useBriefTexts()
  const { id, no, correctsNo, correctedByNo } = brief
  return (
    <ul className="mt-3 space-y-1">
      <li>
        <TextLink to={`/office/briefs/${id}/pdf`} reloadDocument>
          {texts.pdf}
        </TextLink>
      </li>
      {no !== null && (
        <li>
          <TextLink to={`/briefs/${no}`}>{texts.publicPage}</TextLink>
        </li>
      )}
      {correctsNo !== null && <li>{texts.corrects(correctsNo)}</li>}
      {correctedByNo !== null && <li>{texts.correctedBy(correctedByNo)}</li>}
    </ul>
  )
}
