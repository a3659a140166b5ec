import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { sideIn } from '../channels/kinds'
import { bareMovesFor, reopeningOf } from '../bare-moves'
import { caseDeedForm, doneOf } from '../form'
import { listHolds } from '../holds/deciding.server'
import { doCaseDeed } from '../deeds.server'
import { isClosed } from '../lifecycle'
import { readLimitation } from '../limitation/limitation.server'
import { CaseDeeds } from '../parts/case-deeds'
import { CaseFacts } from '../parts/case-facts'
import { CaseJourney } from '../parts/case-journey'
import { Holds } from '../parts/holds'
import { LimitationDate } from '../parts/limitation-date'
import { Objections } from '../parts/objections'
import { findCase, findParent, listObjections, listParts, listPeriods, listTrail } from '../queries.server'

export const handle = page({ access: 'seat', title: 'mediation.show' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const its = found(await findCase(db, params.caseId!))
  const side = sideIn(its.roles)
  return {
    its,
    title: its.number,
    objections: await listObjections(db, its.id),
    parent: (its.parentId && (await findParent(db, its.parentId))) || null,
    parts: await listParts(db, its.id),
    periods: await listPeriods(db, its.id),
    trail: await listTrail(db, its.id),
    holds: await listHolds(db, its.id),
    limitation: side && !isClosed(its.state) ? await readLimitation(db, its.id, side) : null,
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, caseDeedForm, async (tx, values) => {
    const { id } = found(await findCase(tx, params.caseId!))
    await doCaseDeed(tx, actor, id, values, now)
    return redirect(`/cases/${id}?done=${doneOf(values)}`)
  })
}

export default function Case() {
  const { its, objections, parent, parts, periods, trail, holds, limitation, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  return (
    <Columns
      side={
        <>
          <CaseFacts its={its} parent={parent} parts={parts} periods={periods} now={now} />
          {limitation && <LimitationDate onDay={limitation.onDay} answer={answer} />}
        </>
      }
    >
      <Objections objections={objections} currency={its.currency} unlinked={sideIn(its.roles) === null} />
      <Holds holds={holds} roles={its.roles} answer={answer} />
      <CaseJourney its={its} periods={periods} trail={trail} now={now} />
      <CaseDeeds
        moves={bareMovesFor(its.state, its.roles)}
        steps={its.roles.includes('mediator') && its.state !== 'draft'}
        reopens={its.roles.includes('registrar') && its.reopened === 0 && reopeningOf(its.state) !== null}
        phase={its.roles.includes('mediator') && its.state === 'mediation' ? its.phase : null}
        pauseAt={its.state === 'mediation' ? `/cases/${its.id}/pause` : null}
        answer={answer}
      />
    </Columns>
  )
}
