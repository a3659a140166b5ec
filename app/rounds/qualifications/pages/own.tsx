import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CheckField } from '~/design/check-field'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { linkClass } from '~/design/text-link'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { type Answer, answerOf, problemOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { OwnLetters } from '../../authorizations/parts/own-letters'
import type { LetterRow } from '../../authorizations/queries.server'
import { isEnding } from '../applying'
import { appealSuspension } from '../appeals.server'
import { missingOf } from '../checklist'
import { applyForQualification, saveAnswers } from '../commands.server'
import { applicationForm } from '../form'
import { AnswerForm } from '../parts/answer-form'
import { Answered } from '../parts/answers'
import { AppealSection } from '../parts/appeal'
import { Criteria } from '../parts/criteria'
import { QualificationChip } from '../parts/qualification-chip'
import { useQualificationTexts } from '../parts/texts'
import { findOwn } from '../own.server'
import { type AskedRound, WhichVersion } from '../parts/which-version'
import type { Judged, Qualification } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'rounds.qualification', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const own = await findOwn(db, actor, url.searchParams.get('round'), now)
  return { ...own, history: own.standing ? await listHistory(db, own.standing.id) : [], now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'bid.submit' }))
  return withForm(entered, applicationForm, async (tx, values) => {
    if (values.move === 'save') await saveAnswers(tx, entered.actor, values)
    else if (values.move === 'appeal') await appealSuspension(tx, entered.actor, values.text)
    else await applyForQualification(tx, entered.actor)
    return redirect(`/qualification?done=${values.move === 'send' ? 'qualification-applied' : 'saved'}`)
  })
}

export default function OwnQualification() {
  const { applies, appeal, history, adds, newest, version, now, ...data } = useLoaderData<typeof loader>()
  const standing = data.standing as Qualification | null
  const judged = data.judged as Judged | null
  const round = data.round as AskedRound | null
  const answer = answerOf(useActionData<typeof action>())
  const texts = useQualificationTexts()
  return (
    <>
      <PageHead
        title={texts.own}
        state={standing && <QualificationChip state={standing.state} />}
        sentence={texts.sentence[standing?.state ?? 'none']}
      />
      {standing?.reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.reason}>
            {standing.reason}
          </Notice>
        </div>
      )}
      <WhichVersion {...{ standing, round, newest, version }} />
      <Columns side={standing && <Dates standing={standing} now={now} />}>
        {applies && judged && <Apply standing={standing} judged={judged} answer={answer} />}
        {!applies && judged && (
          <Section title={texts.answers}>
            <Criteria checklist={judged.checklist}>
              {(requirement) => <Answered requirement={requirement} judged={judged} />}
            </Criteria>
          </Section>
        )}
        <AppealSection
          appeal={appeal}
          may={standing?.state === 'suspended' ? 'file' : null}
          answer={answer}
        />
        <OwnLetters letters={data.letters as LetterRow[]} adds={adds} now={now} />
        <History events={history} />
      </Columns>
    </>
  )
}

function Dates({ standing, now }: { standing: Qualification; now: Date }) {
  const texts = useQualificationTexts()
  const { state, appliedAt, validUntil, cureUntil } = standing
  return (
    <Facts
      items={[
        { label: texts.applied, value: <Moment at={appliedAt} /> },
        ...(state === 'qualified' && validUntil
          ? [
              {
                label: texts.validUntil,
                value: <Deadline at={validUntil} now={now} />,
                ...(isEnding(standing, now) && { hint: texts.ending }),
              },
            ]
          : []),
        ...(state === 'returned' && cureUntil
          ? [{ label: texts.cureUntil, value: <Deadline at={cureUntil} now={now} /> }]
          : []),
      ]}
    />
  )
}

type ApplyProps = { standing: Qualification | null; judged: Judged; answer: Answer | undefined }

function Apply({ standing, judged, answer }: ApplyProps) {
  const texts = useQualificationTexts()
  const saving = answer?.values.move === 'save' ? answer : undefined
  return (
    <>
      <Section
        title={
          standing?.state === 'returned'
            ? texts.cure
            : standing?.state === 'qualified'
              ? texts.applyAnew
              : texts.apply
        }
        sentence={standing?.state === 'qualified' ? texts.applyAnewLead : texts.applyLead}
      >
        <Missing judged={judged} answer={answer} />
      </Section>
      <Section title={texts.checklist} sentence={texts.checklistLead}>
        <AnswerForm judged={judged} answer={saving} />
      </Section>
    </>
  )
}

/** What is still missing, each with the way to it; or, once nothing is, the sending. */
function Missing({ judged, answer }: Omit<ApplyProps, 'standing'>) {
  const texts = useQualificationTexts()
  const named = useNamed()
  if (!judged.checklist.met)
    return (
      <Notice meaning="attention" title={texts.missing}>
        <ul className="list-disc pl-5">
          {missingOf(judged.checklist).map(({ code, text, short }) => (
            <li key={code}>
              <a className={linkClass} href={`#requirement-${code}`}>
                {named(text.zh, text.en)}
              </a>
              {short && ` · ${texts.shortfalls[short]}`}
            </li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <ConfirmMove
      move="send"
      look="primary"
      answer={answer}
      verb={texts.send}
      title={texts.sendTitle}
      consequences={[texts.sendWhat]}
      undo={{ possible: false, words: texts.sendUndo }}
    >
      <CheckField name="declared" label={texts.declare} error={problemOf(answer, 'declared')} />
    </ConfirmMove>
  )
}
