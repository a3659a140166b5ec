import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePilotTexts } from '../../parts/texts'
import { fillChecklist } from '../commands.server'
import { checklistForm } from '../form'
import { areas, computedPoints, sharesOf } from '../maturity'
import { findFiguresNow, findPilot } from '../queries.server'
import { fillingOf, movesOf } from '../rights'

export const handle = page({ access: 'pilot.fill', title: 'compliance.pilot-checklist' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, name, nameEn, state, orgId, assessedBy } = found(await findPilot(db, params.pilotId!))
  const phase = fillingOf(movesOf(actor, { orgId, state, assessedBy }))
  return { id, name, nameEn, phase, figures: await findFiguresNow(db, id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, checklistForm, async (tx, values) => {
    const id = entered.params.pilotId!
    await fillChecklist(tx, entered.actor, id, values, entered.now)
    return redirect(`/pilots/${id}?done=pilot-filled`)
  })
}

export default function Checklist() {
  const { id, name, nameEn, phase, figures } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePilotTexts()
  const all = texts.checklist
  const format = useFormat()
  const shares = sharesOf(figures)
  const computed = (area: (typeof areas)[number]) => computedPoints(area, figures)
  const factsOf = (area: (typeof areas)[number]) => {
    if (area === 'responsibility' || area === 'maintenance') return all.judged
    const share = shares[area]
    if (share === null) return all.nothing
    const fact =
      area === 'ledgers' ? all.ledgers(figures.ledgersOnTime, format.percent(share)) : format.percent(share)
    return all.computed(fact, String(computed(area)))
  }
  return (
    <>
      <PageHead
        trail={[
          { label: texts.list.title, to: '/pilots' },
          { label: useNamed()(name, nameEn), to: `/pilots/${id}` },
        ]}
        title={all.title}
        sentence={phase ? all.filling[phase] : undefined}
      />
      {phase === null && <Notice meaning="info">{all.closed}</Notice>}
      {phase && (
        <CheckedForm
          form={checklistForm}
          answer={answer}
          defaults={Object.fromEntries(areas.map((area) => [`points.${area}`, String(computed(area) ?? '')]))}
          className="max-w-2xl space-y-6"
        >
          {(field, busy) => (
            <>
              {areas.map((area) => (
                <Section
                  key={area}
                  title={texts.areas[area]}
                  sentence={`${texts.asks[area]} ${factsOf(area)}`}
                >
                  <div className="grid gap-4 sm:grid-cols-[8rem_1fr]">
                    <SelectField
                      {...field(`points.${area}`)}
                      label={all.points}
                      empty
                      options={all.levels.map((label, points) => ({ value: String(points), label }))}
                    />
                    <TextArea
                      {...field(`reasons.${area}`)}
                      label={all.why}
                      rows={2}
                      optional={computed(area) !== null}
                    />
                  </div>
                </Section>
              ))}
              <Button look="primary" busy={busy}>
                {all.submit[phase]}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
