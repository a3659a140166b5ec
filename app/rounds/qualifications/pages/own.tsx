import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { isEnding, whyNotApply } from '../applying'
import { applyForQualification } from '../commands.server'
import { applicationForm, criteria } from '../form'
import { Answers } from '../parts/answers'
import { QualificationChip } from '../parts/qualification-chip'
import { useQualificationTexts } from '../parts/texts'
import { findStanding, type Qualification } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'rounds.qualification', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const standing = (await findStanding(db, actor.organizationId)) ?? null
  const applies = mayEnter('bid.submit', actor) && whyNotApply(standing, now) === null
  const history = standing ? await listHistory(db, standing.id) : []
  return { standing, applies, history, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'bid.submit' }))
  return withForm(entered, applicationForm, async (tx, values) => {
    await applyForQualification(tx, entered.actor, values)
    return redirect('/qualification?done=qualification-applied')
  })
}

export default function OwnQualification() {
  const { applies, history, now, ...data } = useLoaderData<typeof loader>()
  const standing = data.standing as Qualification | null
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
      <Columns side={standing && <Dates standing={standing} now={now} />}>
        {applies && <Apply standing={standing} answer={answer} />}
        {standing && !applies && <Answers {...standing} />}
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

type ApplyProps = { standing: Qualification | null; answer: Answer | undefined }

function Apply({ standing, answer }: ApplyProps) {
  const texts = useQualificationTexts()
  return (
    <Section title={standing?.state === 'returned' ? texts.cure : texts.apply} sentence={texts.applyLead}>
      <CheckedForm
        form={applicationForm}
        answer={answer}
        defaults={standing?.answers ?? {}}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            {criteria.map((name) => (
              <TextArea
                key={name}
                {...field(name)}
                label={texts.criteria[name]}
                hint={texts.hints[name]}
                rows={3}
                maxLength={2000}
                width="full"
              />
            ))}
            <FileDrop {...field('evidence')} label={texts.evidence} hint={texts.evidenceHint} optional />
            <CheckField {...field('declared')} label={texts.declare} />
            <Button look="primary" busy={busy}>
              {texts.send}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
