import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { nameIn } from '~/kernel/locale'
import { startOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listDistricts, listHistory, listSectors } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { PaperLinks } from '../../parts/paper-links'
import { useCampaignTexts, usePaperTexts } from '../../parts/texts'
import { moveCampaign } from '../commands.server'
import { campaignMoveForm, unitFilter } from '../form'
import { CampaignChip } from '../parts/campaign-chip'
import { CampaignFacts } from '../parts/campaign-facts'
import { CampaignFunnel } from '../parts/campaign-funnel'
import { CampaignMoves } from '../parts/campaign-moves'
import { UnitList } from '../parts/unit-list'
import { countCalled, countUnits, findCampaign, findOwnUnit, listUnits } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.campaign' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const its = found(await findCampaign(db, actor, params.campaignId!))
  const own = actor.kind === 'enterprise' ? found(await findOwnUnit(db, actor, its.id)) : null
  const [counts, units] = [
    await countUnits(db, its.id),
    own ? null : await listUnits(db, its.id, unitFilter(url.searchParams)),
  ]
  const [districts, history] = [await listDistricts(db), await listHistory(db, its.id)]
  const sectors = its.scope.sectors.length > 0 ? await listSectors(db) : []
  const called = its.state === 'draft' ? await countCalled(db, its.scope) : 0
  const may = { manage: is(actor, 'officer'), remind: is(actor, 'officer', 'liaison') }
  const title = nameIn(actor.locale, its.title, its.titleEn)
  return { title, its, own, counts, units, districts, sectors, history, called, may }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, campaignMoveForm, async (tx, values) => {
    const id = entered.params.campaignId!
    await moveCampaign(tx, entered.actor, id, values, entered.now)
    return redirect(`/campaigns/${id}?done=campaign-${values.move}`)
  })
}

export default function Campaign() {
  const { title, its, own, counts, units, districts, sectors, history, called, may } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useCampaignTexts()
  const texts = all.campaign
  const papers = usePaperTexts()
  const format = useFormat()
  const total = counts.invited + counts.inProgress + counts.submitted + counts.returned + counts.accepted
  const handed = format.number(counts.submitted + counts.accepted)
  const sentence = {
    draft: texts.sentence.draft(called),
    open: texts.sentence.open(handed, format.number(total), format.date(startOf(its.dueOn))),
    closed: texts.sentence.closed(handed, format.number(total)),
    canceled: texts.sentence.canceled,
  }
  return (
    <>
      <PageHead
        trail={[{ label: all.list.title, to: '/campaigns' }]}
        title={title}
        state={<CampaignChip state={its.state} />}
        sentence={own ? undefined : sentence[its.state]}
        primary={
          own ? (
            <LinkButton to={`/self-inspections/${own.id}`} look="primary">
              {texts.toOwn}
            </LinkButton>
          ) : (
            its.state === 'open' &&
            may.remind &&
            handed !== format.number(total) && (
              <MoveForm move="remind" answer={answer}>
                <Button icon="bell" look="primary">
                  {texts.remind}
                </Button>
              </MoveForm>
            )
          )
        }
      />
      {answer?.refusal && answer.values.move === 'remind' && <AnswerSummary answer={answer} />}
      <Columns
        side={
          <Section title={texts.facts}>
            <CampaignFacts its={its} places={[...districts, ...sectors]} />
            {!own && total > 0 && (
              <PaperLinks
                papers={[{ to: `/campaigns/${its.id}/statistics.xlsx`, label: papers.statistics.download }]}
              />
            )}
          </Section>
        }
      >
        {!own && total > 0 && (
          <Section title={texts.progress}>
            <CampaignFunnel counts={counts} total={total} id={its.id} />
          </Section>
        )}
        {its.instructions && (
          <Section title={texts.instructions}>
            <p className="max-w-prose whitespace-pre-line">{its.instructions}</p>
          </Section>
        )}
        {may.manage && <CampaignMoves state={its.state} called={called} answer={answer} />}
        {units && its.state !== 'draft' && (
          <UnitList id={its.id} units={units} districts={districts} none={total === 0} />
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
