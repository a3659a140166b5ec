import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found, notFound } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useCampaignTexts } from '../../parts/texts'
import { bringUpToDate } from '../../positions/queries.server'
import { submitSelfInspection } from '../commands.server'
import { coverageOf, unanswered, whyNotSubmit } from '../figures'
import { signatureForm } from '../form'
import { changesSince } from '../changes'
import { ActionList } from '../parts/action-list'
import { ChangeList } from '../parts/change-list'
import { FiguresTable } from '../parts/figures-table'
import { SoftwareLines } from '../parts/software-lines'
import { UnitFacts } from '../parts/unit-facts'
import { findEarlier, findSelfInspection, takeFigures } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.signature', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findSelfInspection(db, params.selfInspectionId!))
  if (its.orgId !== actor.organizationId || its.state !== 'in_progress') throw notFound()
  await bringUpToDate(db)
  const figures = await takeFigures(db, its.orgId, its.categories)
  const earlier = await findEarlier(db, its)
  return {
    its,
    figures,
    earlier: earlier && { id: earlier.id, asOf: earlier.asOf },
    changes: earlier ? changesSince(earlier.figures.products, figures.products) : [],
    late: dayOf(now) > its.dueOn,
    signs: actor.roles.includes('approver'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, signatureForm, async (tx) => {
    const id = entered.params.selfInspectionId!
    await submitSelfInspection(tx, entered.actor, id, entered.now)
    return redirect(`/self-inspections/${id}?done=inspection-signed`)
  })
}

export default function Signature() {
  const { its, figures, earlier, changes, late, signs } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useCampaignTexts()
  const texts = all.signature
  const format = useFormat()
  const software = useSoftwareName()
  const gaps = figures.products.filter(({ gap }) => gap > 0)
  const missing = unanswered(figures.products, its.actions)
  const why = whyNotSubmit(figures, its.declared, its.actions)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/campaigns' },
          { label: all.inspection.title, to: `/self-inspections/${its.id}` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <div className="mb-6 space-y-3">
        {why && (
          <Notice
            meaning="risk"
            title={texts.blocked}
            actions={<LinkButton to={`/self-inspections/${its.id}`}>{texts.back}</LinkButton>}
          >
            {why === 'coverage-needs-reason'
              ? texts.coverage(format.percent(coverageOf(figures.computers)))
              : missing && texts.unanswered(software(missing), format.number(missing.gap))}
          </Notice>
        )}
        {late && <Notice meaning="attention">{texts.late}</Notice>}
      </div>
      <Section
        title={texts.binding}
        sentence={
          gaps.length > 0
            ? texts.gaps(
                format.number(gaps.length),
                format.number(gaps.reduce((sum, { gap }) => sum + gap, 0)),
              )
            : texts.noGaps
        }
      >
        <FiguresTable products={figures.products} own />
        {figures.software && <SoftwareLines lines={figures.software} />}
      </Section>
      {earlier && (
        <Section
          title={all.inspection.changes}
          sentence={
            <TextLink to={`/self-inspections/${earlier.id}`}>
              {all.inspection.since(format.date(earlier.asOf))}
            </TextLink>
          }
        >
          <ChangeList changes={changes} />
        </Section>
      )}
      <Section title={all.inspection.unit}>
        <UnitFacts figures={figures} declared={its.declared} whole />
      </Section>
      <Section title={all.inspection.actions}>
        <ActionList planned={its.actions} products={figures.products} />
      </Section>
      {!why && signs && (
        <CheckedForm form={signatureForm} answer={answer} className="mt-6 max-w-xl space-y-4">
          {(field, busy) => (
            <>
              <CheckField {...field('confirmed')} value="yes" label={texts.confirm} />
              <Button look="primary" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
