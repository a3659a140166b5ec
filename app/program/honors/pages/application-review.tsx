import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { scoreApplication } from '../commands.server'
import { scoreForm } from '../form'
import { CallFacts } from '../parts/call-facts'
import { Handed } from '../parts/handed'
import { ApplicationChip } from '../parts/honor-chip'
import { Reasons } from '../parts/reasons'
import { ScoreForm } from '../parts/score-form'
import { useHonorTexts } from '../parts/texts'
import { findApplication, findCall, findOwnScore } from '../queries.server'

export const handle = page({ access: 'honor.read', title: 'program.honor-application' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findApplication(db, params.applicationId!))
  const call = found(await findCall(db, its.callId))
  const scores = is(actor, 'evaluator') && its.state === 'eligible' && call.state === 'scoring'
  return {
    title: its.organization,
    its,
    call,
    files: await listAttachments(db, its.id),
    own: scores ? await findOwnScore(db, actor, its.id) : null,
    history: await listHistory(db, its.id),
    oversees: is(actor, 'officer', 'auditor'),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'honor.score' })
  const its = found(await findApplication(entered.db, entered.params.applicationId!))
  const { criteria } = found(await findCall(entered.db, its.callId))
  return withForm(entered, scoreForm(criteria), async (tx, values) => {
    await scoreApplication(tx, entered.actor, its.id, values)
    return redirect(`/honors/scoring?done=honor-${values.move}`)
  })
}

export default function ApplicationReview() {
  const { its, call, files, own, history, oversees, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useHonorTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[
          oversees
            ? { label: named(call.titleZh, call.titleEn || null), to: `/office/honors/${call.id}` }
            : { label: texts.scoring.title, to: '/honors/scoring' },
        ]}
        title={named(its.organization, its.organizationEn)}
        state={<ApplicationChip state={its.state} />}
        sentence={texts.applicationSentence[its.state]}
      />
      {its.reasons.length > 0 && (
        <Reasons
          meaning="risk"
          title={its.state === 'ineligible' ? texts.ineligibleWhy : texts.rejectedWhy}
          reasons={its.reasons}
          cleanYears={call.cleanYears}
        />
      )}
      <Columns side={<CallFacts call={call} now={now} />}>
        <Handed statement={its.statement} files={files} />
        {own && <ScoreForm criteria={call.criteria} own={own} answer={answer} />}
        <History events={history} />
      </Columns>
    </>
  )
}
