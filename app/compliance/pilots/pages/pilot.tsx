import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PaperLinks } from '../../parts/paper-links'
import { usePilotTexts } from '../../parts/texts'
import { movePilot } from '../commands.server'
import { pilotMoveForm } from '../form'
import { openPilot } from '../opening.server'
import { BeforeAfter } from '../parts/before-after'
import { MaturityTable } from '../parts/maturity-table'
import { PilotChip } from '../parts/pilot-chip'
import { PilotMoves } from '../parts/pilot-moves'
import { ProgressCharts } from '../parts/progress-charts'
import { outcomeOf } from '../queries.server'
import { fillingOf, movesOf } from '../rights'

export const handle = page({ access: 'pilot.read', title: 'compliance.pilot' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const opened = found(await openPilot(db, params.pilotId!, now))
  const { its } = opened
  const who = { own: its.orgId === actor.organizationId, isAssessor: its.assessedBy === actor.personId }
  return {
    title: its.name,
    ...opened,
    history: await listHistory(db, its.id),
    ...who,
    outcome: outcomeOf(opened.scores),
    may: movesOf(actor, its),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, pilotMoveForm, async (tx, values) => {
    const id = entered.params.pilotId!
    await movePilot(tx, entered.actor, id, values, entered.now)
    return redirect(`/pilots/${id}?done=pilot-${values.move}`)
  })
}

export default function PilotPage() {
  const { its, scores, moments, history, today, own, isAssessor, outcome, may } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePilotTexts()
  const name = useNamed()(its.name, its.nameEn)
  const after = its.after ?? today
  const filling = fillingOf(may)
  return (
    <>
      <PageHead
        trail={[{ label: texts.list.title, to: '/pilots' }]}
        title={own ? texts.pilot.titleOwn(its.year) : texts.pilot.title(name, its.year)}
        state={<PilotChip state={its.state} />}
        sentence={texts.pilot.sentence[its.state]}
        primary={
          filling && (
            <LinkButton to={`/pilots/${its.id}/checklist`} look="primary">
              {texts.pilot[filling]}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <Section title={texts.pilot.facts}>
            <Facts
              items={[
                { label: texts.list.enterprise, value: !own && name },
                { label: texts.list.year, value: its.year },
                { label: texts.list.appliedAt, value: <Moment at={its.appliedAt} /> },
                { label: texts.pilot.startedAt, value: its.startedAt && <Moment at={its.startedAt} /> },
                { label: texts.pilot.assessedAt, value: its.assessedAt && <Moment at={its.assessedAt} /> },
                { label: texts.pilot.decidedAt, value: its.decidedAt && <Moment at={its.decidedAt} /> },
              ].filter(({ value }) => value)}
            />
            {its.before && (
              <PaperLinks papers={[{ to: `/pilots/${its.id}/report.pdf`, label: texts.report.download }]} />
            )}
          </Section>
        }
      >
        <Section title={texts.begin.motive}>
          <p className="max-w-prose whitespace-pre-line">{its.motive}</p>
        </Section>
        {its.note && (
          <Section title={texts.moves.note}>
            <p className="max-w-prose whitespace-pre-line">{its.note}</p>
          </Section>
        )}
        {its.before && after && (
          <BeforeAfter before={its.before} after={after} isRunning={its.after === null} />
        )}
        <ProgressCharts moments={moments} />
        {scores.start && <MaturityTable scores={scores} />}
        <PilotMoves may={may} isAssessor={isAssessor} outcome={outcome} answer={answer} />
        <History events={history} />
      </Columns>
    </>
  )
}
