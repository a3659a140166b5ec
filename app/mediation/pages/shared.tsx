import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { sideOfPath } from '../channels/kinds'
import { SharedChip } from '../parts/shared-drafts'
import { SharedFacts, SharedStep } from '../parts/shared-deeds'
import { SharedForm } from '../parts/shared-form'
import { TermsTable } from '../parts/terms'
import { useMediationTexts } from '../parts/texts'
import { doneOfShared, sharedForm } from '../teamwork/form'
import { readShared } from '../teamwork/reading.server'
import { doSharedDeed } from '../teamwork/shared.server'

export const handle = page({ access: 'seat', title: 'mediation.shared' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const side = found(sideOfPath(params.side))
  const read = found(await readShared(db, actor, params.caseId!, side, params.draftId!))
  return { ...read, expiresOn: addDays(dayOf(now), 14) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, db, params, now } = entered
  const [side, caseId, draftId] = [found(sideOfPath(params.side)), params.caseId!, params.draftId!]
  const { draft } = found(await readShared(db, actor, caseId, side, draftId))
  return withForm(entered, sharedForm[draft.kind], async (tx, deed) => {
    await doSharedDeed(tx, actor, { caseId, side, now }, draft, deed)
    const goesTo = draft.kind === 'joint' ? 'joint' : 'offers'
    const there = deed.move === 'post' ? goesTo : `team/${side}/drafts/${draftId}`
    return redirect(`/cases/${caseId}/${there}?done=${doneOfShared[deed.move]}`)
  })
}

export default function SharedPage() {
  const { its, side, draft, content, readers, whyNotPost, mayApprove, objections, open, expiresOn } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.teamwork
  const saves = answer?.values.move === 'save'
  const deed = saves ? undefined : answer
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: all.channels[`team_${side}`].name, to: `/cases/${its.id}/team/${side}` },
        ]}
        title={texts.kinds[draft.kind]}
        state={<SharedChip {...draft} />}
        sentence={texts.says(whyNotPost, mayApprove)}
        primary={
          open &&
          (whyNotPost === null || mayApprove) && (
            <SharedStep {...{ draft, whyNotPost, mayApprove }} answer={deed} />
          )
        }
      />
      {deed?.refusal && <FormSummary problems={[]} refusal={{ what: deed.refusal.sentence }} />}
      <Columns side={<SharedFacts draft={draft} open={open} answer={deed} />}>
        {draft.state === 'open' && open ? (
          <SharedForm
            key={draft.version}
            {...{ side, content, readers, objections, expiresOn }}
            kind={draft.kind}
            version={draft.version}
            answer={saves ? answer : undefined}
          />
        ) : 'body' in content ? (
          <p className="max-w-prose whitespace-pre-line">{content.body}</p>
        ) : (
          <TermsTable terms={content} currency={its.currency} />
        )}
      </Columns>
    </>
  )
}
