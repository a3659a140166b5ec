import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changeRound } from '../commands.server'
import { findDraft } from '../drafts/queries.server'
import { roundForm } from '../form'
import { DraftFrame, draftPath } from '../parts/draft-frame'
import { RoundFields } from '../parts/round-fields'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

const form = roundForm.extend({ profile: roundForm.shape.profile.default('enterprise') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return { draft: found(await findDraft(db, actor, params.roundId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, form, async (tx, values) => {
    await changeRound(tx, entered.actor, roundId!, values, entered.now)
    return redirect(`${draftPath(roundId!, 'lots')}?done=saved`)
  })
}

export default function DraftBasics() {
  const { draft } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useRoundsTexts().wizard
  return (
    <DraftFrame draft={draft} step="basics" sentence={texts.lead}>
      <CheckedForm
        form={form}
        answer={answer}
        defaults={{ title: draft.title, titleEn: draft.titleEn ?? '' }}
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <RoundFields field={field} answer={answer} profile={draft.profile} hint={texts.profileChange} />
            <Button look="primary" busy={busy}>
              {texts.saveNext}
            </Button>
          </>
        )}
      </CheckedForm>
    </DraftFrame>
  )
}
