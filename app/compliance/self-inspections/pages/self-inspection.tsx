import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { nameIn } from '~/kernel/locale'
import { dayOf, startOf } from '~/kernel/workdays'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { KnownShare } from '../../parts/known-share'
import { withForm } from '~/web/with-form.server'
import { InspectionChip } from '../../campaigns/parts/inspection-chip'
import { PaperLinks } from '../../parts/paper-links'
import { useCampaignTexts, usePaperTexts } from '../../parts/texts'
import { bringUpToDate } from '../../positions/queries.server'
import { fillSelfInspection, moveSelfInspection } from '../commands.server'
import { fillingForm, inspectionMoveForm } from '../form'
import { ActionList } from '../parts/action-list'
import { FiguresTable } from '../parts/figures-table'
import { Filling } from '../parts/filling'
import { useFormLines } from '../parts/form-lines'
import { Proceeding } from '../parts/proceeding'
import { Review } from '../parts/review'
import { SoftwareLines } from '../parts/software-lines'
import { UnitFacts } from '../parts/unit-facts'
import { findFollowing, findSelfInspection, listVersions, takeFigures } from '../queries.server'
import { rightsOf } from '../rights'

export const handle = page({ access: 'campaign.read', title: 'compliance.self-inspection' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findSelfInspection(db, params.selfInspectionId!))
  const own = its.orgId === actor.organizationId
  if (own && !its.frozen) await bringUpToDate(db)
  const figures = its.frozen ?? (own ? await takeFigures(db, its.orgId, its.categories) : null)
  const [versions, order, history] = await Promise.all([
    listVersions(db, its),
    findFollowing(db, its.id),
    listHistory(db, its.id),
  ])
  const title = nameIn(actor.locale, its.campaign, its.campaignEn)
  return { title, its, own, figures, versions, order, history, now, may: rightsOf(actor, its) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, fillingForm.or(inspectionMoveForm), async (tx, values) => {
    const { actor, params, now } = entered
    const id = params.selfInspectionId!
    if (values.move === 'save') await fillSelfInspection(tx, actor, id, values)
    const to = values.move === 'save' ? id : await moveSelfInspection(tx, actor, id, values, now)
    return redirect(`/self-inspections/${to}?done=inspection-${values.move}`)
  })
}

export default function SelfInspectionPage() {
  const { title, its, own, figures, versions, order, history, now, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useCampaignTexts()
  const texts = all.inspection
  const papers = usePaperTexts().downloads
  const format = useFormat()
  const lines = useFormLines(figures?.products ?? [])
  const zh = useLocale() === 'zh'
  const name = zh ? its.name : (its.nameEn ?? its.name)
  const due = format.date(startOf(its.dueOn))
  const sentence = texts.sentence[its.state]
  const filling = may.fill && figures !== null
  const overdue = its.dueOn < dayOf(now) && !['submitted', 'accepted'].includes(its.state)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/campaigns' },
          { label: title, to: `/campaigns/${its.campaignId}` },
        ]}
        title={own ? texts.title : texts.of(name)}
        state={<InspectionChip state={its.state} late={its.late || overdue} />}
        sentence={typeof sentence === 'function' ? sentence(due) : sentence}
        primary={
          may.start ? (
            <MoveForm move="start" answer={answer}>
              <Button look="primary">{texts.start}</Button>
            </MoveForm>
          ) : may.revise ? (
            <MoveForm move="revise" answer={answer}>
              <Button look="primary">{texts.revise}</Button>
            </MoveForm>
          ) : (
            filling && (
              <LinkButton to={`/self-inspections/${its.id}/signature`} look="primary">
                {texts.sign}
              </LinkButton>
            )
          )
        }
      />
      {answer?.refusal && <AnswerSummary answer={answer} />}
      {its.reasons.length > 0 && its.state !== 'accepted' && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returnedWhy}>
            {its.reasons.map(({ line, reason }) => (
              <p key={`${line} ${reason}`}>
                {line && <strong>{`${lines.find(({ key }) => key === line)?.label ?? line}  `}</strong>}
                {reason}
              </p>
            ))}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={texts.facts}>
            <Proceeding its={its} now={now} order={order} versions={versions} present={its.id} />
            {figures && (
              <PaperLinks
                papers={[
                  { to: `/self-inspections/${its.id}/form.pdf`, label: papers.pdf },
                  { to: `/self-inspections/${its.id}/form.xlsx`, label: papers.xlsx },
                ]}
              />
            )}
          </Section>
        }
      >
        {own && its.instructions && its.state !== 'accepted' && (
          <Section title={all.campaign.instructions}>
            <p className="max-w-prose whitespace-pre-line">{its.instructions}</p>
          </Section>
        )}
        {figures && (
          <>
            <Section
              title={texts.software}
              sentence={its.frozen ? undefined : `${texts.live} ${texts.lockedHint}`}
            >
              <FiguresTable products={figures.products} own={own} />
              {figures.software && <SoftwareLines lines={figures.software} />}
              {figures.known && <KnownShare known={figures.known} />}
            </Section>
            <Section title={texts.computers}>
              <UnitFacts figures={figures} declared={its.declared} whole={!filling} />
            </Section>
            {filling ? (
              <Filling figures={figures} declared={its.declared} planned={its.actions} answer={answer} />
            ) : (
              <Section title={texts.actions}>
                <ActionList planned={its.actions} products={figures.products} />
              </Section>
            )}
          </>
        )}
        {(may.review || may.reopen) && (
          <Review
            may={may}
            name={name}
            lines={lines}
            gaps={figures?.products.filter(({ gap }) => gap > 0).length ?? 0}
            answer={answer}
          />
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
