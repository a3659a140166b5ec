import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { startOf } from '~/kernel/workdays'
import { History } from '~/people/parts/history'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PaperLinks } from '../../parts/paper-links'
import { useInspectionTexts } from '../../parts/texts'
import { moveInspection } from '../commands.server'
import { proposeConclusion, waitsFor } from '../concluding'
import { inspectionForm } from '../form'
import { CheckList } from '../parts/check-list'
import { Conclusion } from '../parts/conclusion'
import { Heard } from '../parts/heard'
import { InspectionState } from '../parts/inspection-state'
import { VisitFacts } from '../parts/visit-facts'
import { VisitMoves } from '../parts/visit-moves'
import { VisitSteps } from '../parts/visit-steps'
import { openInspection } from '../opening.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.inspection' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  return { ...found(await openInspection(db, actor, params.inspectionId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, inspectionForm, async (tx, values) => {
    const { actor, params, now } = entered
    const id = await moveInspection(tx, actor, params.inspectionId!, values, now)
    return redirect(`/inspections/${id}?done=visit-${values.move}`)
  })
}

export default function InspectionPage() {
  const { its, team, checks, pool, names, history, may, seesChecks, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInspectionTexts()
  const texts = all.visit
  const format = useFormat()
  const named = useNamed()
  const live = checks.filter(({ setAside }) => !setAside)
  const checked = live.filter(({ verdicts }) => verdicts.length >= its.categories.length).length
  const sentence = {
    planned: texts.sentence.planned,
    announced: texts.sentence.announced(its.visitOn ? format.date(startOf(its.visitOn)) : ''),
    visiting: texts.sentence.visiting(format.number(checked), format.number(live.length)),
    concluded: texts.sentence.concluded[waitsFor({ ...its, rectification: its.orderState })],
    closed: texts.sentence.closed,
    canceled: texts.sentence.canceled,
  }
  const over = its.conclusion !== null
  const visitSteps = its.computerSha256 && <VisitSteps steps={its.steps} works={may.work} concluded={over} />
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/inspections' }]}
        title={`${its.no} ${named(its.name, its.nameEn)}`}
        state={<InspectionState state={its.state} conclusion={its.conclusion} />}
        sentence={sentence[its.state]}
        primary={
          may.hear && (
            <LinkButton to={`/inspections/${its.id}/hearing`} look="primary">
              {texts.hear}
            </LinkButton>
          )
        }
      />
      {answer?.refusal && ['step', 'judge'].includes(String(answer.values.move)) && (
        <AnswerSummary answer={answer} />
      )}
      <Columns
        side={
          <Section title={texts.facts}>
            <VisitFacts its={its} team={team} />
            {seesChecks && its.state !== 'canceled' && (
              <PaperLinks
                papers={[
                  { to: `/inspections/${its.id}/sheet.pdf`, label: texts.sheet },
                  { to: `/inspections/${its.id}/report.pdf`, label: texts.report },
                ]}
              />
            )}
          </Section>
        }
      >
        {over && <Heard its={its} names={names} now={now} />}
        <VisitMoves may={may} its={its} pool={pool} answer={answer} />
        {!over && visitSteps}
        {its.computerSha256 && seesChecks && (
          <CheckList
            inspectionId={its.id}
            checks={checks}
            categories={its.categories}
            works={may.work}
            answer={answer}
          />
        )}
        <Conclusion
          may={may}
          its={its}
          proposedBy={names.failer}
          proposed={proposeConclusion(live.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict)))}
          answer={answer}
        />
        {!over && <Heard its={its} names={names} now={now} />}
        {over && visitSteps}
        <History events={history} />
      </Columns>
    </>
  )
}
