import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changeClaim, readClaim } from '../intake/claim.server'
import { claimForm, objectionForm } from '../intake/form'
import { ClaimFields } from '../parts/claim-form'
import { ClaimHead } from '../parts/claim-head'
import { Objections } from '../parts/objections'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'case.file', title: 'mediation.claim' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await readClaim(db, actor, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, claimForm, async (tx, values) => {
    found(await readClaim(tx, actor, params.caseId!))
    await changeClaim(tx, actor, params.caseId!, values)
    const done = { add: 'objection-added', drop: 'objection-dropped', contact: 'saved' }[values.move]
    return redirect(`/cases/${params.caseId}/claim?done=${done}`)
  })
}

export default function Claim() {
  const { its, ready, objections, subject } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.claim
  return (
    <>
      <ClaimHead its={its} present={0} ready={ready} />
      {its.returnedReason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returned}>
            {its.returnedReason}
          </Notice>
        </div>
      )}
      <Objections
        objections={objections}
        currency={its.currency}
        deed={({ id }) => (
          <MoveForm move="drop" hidden={{ objectionId: id }} className="relative">
            <Button size="small" look="quiet" icon="cross">
              {texts.drop}
            </Button>
          </MoveForm>
        )}
        actions={
          objections.length > 0 && (
            <LinkButton to={`/cases/${its.id}/first-offer`} look="primary">
              {texts.offerTitle}
            </LinkButton>
          )
        }
      />
      {subject && (
        <Section title={texts.add}>
          <CheckedForm form={objectionForm} answer={answer} className="max-w-2xl space-y-5">
            {(field, busy) => (
              <>
                <input type="hidden" name="move" value="add" />
                <ClaimFields field={field} type={its.type} bought={subject.bought} />
                <Button busy={busy}>{texts.add}</Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
      <Section title={texts.contact} sentence={texts.contactHint}>
        <MoveForm move="contact" className="flex flex-wrap items-end gap-2">
          <TextField
            name="respondentContact"
            label={texts.contact}
            type="email"
            optional
            width="medium"
            defaultValue={valueOf(answer, 'respondentContact', its.respondentContact ?? '')}
            error={problemOf(answer, 'respondentContact')}
          />
          <Button>{texts.saveContact}</Button>
        </MoveForm>
      </Section>
    </>
  )
}
