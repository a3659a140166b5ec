import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { useSubject } from '~/demands/parts/subject'
import { loadCalendar } from '~/kernel/calendar.server'
import { listLots } from '~/rounds/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useAwardTexts } from '../../parts/texts'
import { subjects, whyNotChallenge } from '../challenging'
import { fileChallenge } from '../file.server'
import { challengeForm } from '../form'
import { GroundFields } from '../parts/ground-fields'

export const handle = page({ access: 'challenge.file', title: 'awards.challengeNew' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const calendar = await loadCalendar(db)
  const open = subjects.filter((about) => whyNotChallenge(about, round, calendar, now) === null)
  return { round, open, lots: await listLots(db, round.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, challengeForm, async (tx, values) => {
    const id = await fileChallenge(tx, actor, params.roundId!, values)
    return redirect(`/challenges/${id}?done=challenge-filed`)
  })
}

export default function ChallengeNew() {
  const { round, open, lots } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAwardTexts().challenge
  const roundName = useRoundName()
  const subject = useSubject()
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: texts.listTitle, to: `/rounds/${round.id}/challenges` },
        ]}
        title={texts.newTitle}
        sentence={texts.newLead}
      />
      {open.length === 0 ? (
        <Notice meaning="quiet">{texts.nothingOpen}</Notice>
      ) : (
        <CheckedForm form={challengeForm} answer={answer} className="max-w-2xl space-y-5">
          {(field, busy) => (
            <>
              <SelectField
                {...field('about')}
                label={texts.about}
                hint={texts.aboutHint}
                empty
                options={open.map((about) => ({ value: about, label: texts.subjects[about] }))}
              />
              <SelectField
                {...field('lotId')}
                label={texts.lot}
                optional
                empty={texts.wholeRound}
                options={lots.map((lot) => ({ value: lot.id, label: `${lot.code} ${subject(lot)}` }))}
              />
              <GroundFields field={field} />
              <Button look="primary" busy={busy}>
                {texts.file}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
