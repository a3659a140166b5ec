import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changeTerms } from '../commands.server'
import { findDraft } from '../drafts/queries.server'
import { termsForm } from '../form'
import { usualWorkdays } from '../payment-terms'
import { DraftFrame, draftPath } from '../parts/draft-frame'
import { TermsFields } from '../parts/terms-fields'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return { draft: found(await findDraft(db, actor, params.roundId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, termsForm, async (tx, values) => {
    await changeTerms(tx, entered.actor, roundId!, values)
    return redirect(`${draftPath(roundId!, 'timetable')}?done=saved`)
  })
}

const figures = [
  'minBids',
  'biddingDays',
  'freezeToCloseWorkdays',
  'noticeWorkdays',
  'challengeWorkdays',
  'lateJoinDays',
  'lateJoinCapPct',
  'maxTiers',
  'contractDays',
  'tierMode',
  'publishBuyers',
  'invoiceModel',
  'method',
  'priceWeight',
] as const

export default function DraftTerms() {
  const { draft } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.wizard
  const { payment } = draft.terms
  const defaults = {
    ...Object.fromEntries(figures.map((name) => [name, String(draft.terms[name])])),
    feeBps: String(draft.terms.feeBps / 100),
    payment: payment.way,
    payWorkdays: String(payment.way === 'installments' ? usualWorkdays : payment.dues[0]!.workdays),
  }
  return (
    <DraftFrame draft={draft} step="terms" sentence={`${texts.terms.lead} ${texts.terms.rest}`}>
      <CheckedForm form={termsForm} answer={answer} defaults={defaults} className="">
        {(field, busy) => (
          <>
            <TermsFields field={field} answer={answer} terms={draft.terms} />
            <div className="mt-8 flex flex-wrap items-center gap-4">
              <Button look="primary" busy={busy}>
                {texts.saveNext}
              </Button>
              <TextLink to={`/rounds/${draft.id}/template`}>{all.templates.save}</TextLink>
            </div>
          </>
        )}
      </CheckedForm>
    </DraftFrame>
  )
}
