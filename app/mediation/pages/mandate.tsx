import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { typed, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { declarationForm, mandateForm } from '../mediators/form'
import { isBlocked } from '../mediators/conflicts'
import { refuseMandate, takeOn } from '../mediators/mandate.server'
import { readMandate } from '../mediators/reading.server'
import { useMediationTexts } from '../parts/texts'
import { findCase } from '../queries.server'

export const handle = page({ access: 'case.mediate', title: 'mediation.mandate' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const asked = await readMandate(db, params.caseId!, actor.personId)
  // A notice of what was answered since leads on to the case.
  if (!asked && (await findCase(db, params.caseId!))) throw redirect(`/cases/${params.caseId}`)
  return found(asked)
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, mandateForm, async (tx, values) => {
    const { its } = found(await readMandate(tx, params.caseId!, actor.personId))
    if (values.move === 'refuse_mandate') {
      await refuseMandate(tx, actor, its.id)
      return redirect('/mediation/desk?done=mandate-refused')
    }
    const blocked = isBlocked(await takeOn(tx, actor, its.id, values, now))
    return redirect(blocked ? '/mediation/desk?done=mandate-blocked' : `/cases/${its.id}?done=taken-on`)
  })
}

export default function Mandate() {
  const { its, askedAt, grounds } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const named = useNamed()
  const texts = all.mediator
  return (
    <>
      <PageHead
        trail={[{ label: all.desk.title, to: '/mediation/desk' }]}
        title={`${texts.mandateTitle} · ${its.number}`}
        sentence={texts.mandateLead}
      />
      <Facts
        layout="row"
        items={[
          { label: all.overview.claimant, value: named(its.claimantName, its.claimantNameEn) },
          { label: all.overview.respondent, value: named(its.respondentName, its.respondentNameEn) },
          { label: all.overview.type, value: all.types[its.type] },
          {
            label: all.overview.objections,
            value: grounds.map((ground) => all.grounds[ground]).join(all.listComma),
          },
          { label: texts.asked, value: <Moment at={askedAt} /> },
        ]}
      />
      <Section title={texts.takeOn}>
        <CheckedForm form={declarationForm} answer={answer} className="max-w-2xl space-y-4">
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="take_on" />
              <CheckField {...field('mandateClaimant')} value="yes" label={texts.mandateClaimant} />
              <CheckField {...field('mandateRespondent')} value="yes" label={texts.mandateRespondent} />
              <CheckField {...field('earns')} value="yes" label={texts.earns} />
              <TextField {...field('family')} label={texts.family} hint={texts.familyHint} optional />
              <TextArea {...field('note')} label={texts.note} optional rows={3} />
              <CheckField {...field('independent')} value="yes" label={texts.independent} />
              <Button look="primary" busy={busy}>
                {texts.takeOn}
              </Button>
            </>
          )}
        </CheckedForm>
        <div className="mt-6">
          <ConfirmMove
            move="refuse_mandate"
            verb={texts.refuse}
            look="secondary"
            title={texts.refuse}
            consequences={[texts.blocked]}
            undo={{ possible: false, words: all.admission.admitUndo }}
            answer={answer}
          >
            <TextArea {...typed(answer, 'reason')} label={texts.refuseReason} />
          </ConfirmMove>
        </div>
      </Section>
    </>
  )
}
