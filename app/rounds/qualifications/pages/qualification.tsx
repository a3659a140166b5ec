import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { ScorecardBeside } from '~/program/scorecards/parts/beside'
import { listScorecards } from '~/program/scorecards/queries.server'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { VendorLetters } from '../../authorizations/parts/own-letters'
import { type LetterRow, listLettersOf } from '../../authorizations/queries.server'
import { whyNotRule } from '../appealing'
import { decideAppeal, findAppeal } from '../appeals.server'
import { decideQualification, reviewRequirements } from '../commands.server'
import { deskForm } from '../form'
import { AppealSection } from '../parts/appeal'
import { Application } from '../parts/application'
import { Decision } from '../parts/decision'
import { QualificationChip } from '../parts/qualification-chip'
import { useQualificationTexts } from '../parts/texts'
import { findQualification, judgedApplication } from '../queries.server'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.qualification' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const standing = found(await findQualification(db, params.qualificationId!))
  const decides = mayEnter('qualification.decide', actor)
  const judged = await judgedApplication(db, standing, now)
  const appeal = (await findAppeal(db, standing.id)) ?? null
  const whyNot = whyNotRule(standing.suspendedBy, actor.personId)
  const letters = await listLettersOf(db, actor, standing.vendorId)
  const [scorecard = null] = await listScorecards(db, standing.vendorId)
  return {
    standing,
    judged,
    scorecard,
    appeal,
    letters,
    decides,
    whyNot,
    history: await listHistory(db, standing.id),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'qualification.decide' }))
  const id = entered.params.qualificationId!
  return withForm(entered, deskForm, async (tx, values) => {
    if (values.move === 'review') await reviewRequirements(tx, entered.actor, id, values)
    else if (values.move === 'uphold' || values.move === 'dismiss')
      await decideAppeal(tx, entered.actor, id, { upheld: values.move === 'uphold', reason: values.reason })
    else await decideQualification(tx, entered.actor, id, values)
    return redirect(`/office/qualifications/${id}?done=saved`)
  })
}

export default function QualificationPage() {
  const { standing, judged, scorecard, appeal, letters, decides, whyNot, history, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useQualificationTexts()
  const vendor = useNamed()(standing.vendor, standing.vendorEn)
  const { state, reason, appliedAt, validUntil, cureUntil } = standing
  return (
    <>
      <PageHead
        trail={[{ label: texts.list, to: '/office/qualifications' }]}
        title={vendor}
        state={<QualificationChip state={state} />}
        sentence={texts.officeSentence[state]}
      />
      {reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.reason}>
            {reason}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Facts
            items={[
              {
                label: texts.vendor,
                value: <TextLink to={`/office/organizations/${standing.vendorId}`}>{vendor}</TextLink>,
              },
              ...(standing.uscc ? [{ label: texts.uscc, value: <code>{standing.uscc}</code> }] : []),
              { label: texts.applied, value: <Moment at={appliedAt} /> },
              ...(validUntil
                ? [
                    {
                      label: texts.validUntil,
                      value: <Deadline at={validUntil} now={now} met={state !== 'qualified'} />,
                    },
                  ]
                : []),
              ...(state === 'returned' && cureUntil
                ? [{ label: texts.cureUntil, value: <Deadline at={cureUntil} now={now} /> }]
                : []),
            ]}
          />
        }
      >
        <Application
          judged={judged}
          reviews={decides && (state === 'applied' || state === 'in_review')}
          answer={answer}
        />
        {decides && <Decision state={state} appealed={appeal?.decidedAt === null} answer={answer} />}
        <AppealSection
          appeal={appeal}
          may={decides && whyNot === null ? 'rule' : null}
          whyNot={decides ? whyNot : null}
          answer={answer}
        />
        <ScorecardBeside vendorId={standing.vendorId} newest={scorecard} />
        <VendorLetters letters={letters as LetterRow[]} now={now} />
        <History events={history} />
      </Columns>
    </>
  )
}
