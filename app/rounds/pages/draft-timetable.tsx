import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { StageRailChart } from '~/design/charts/stage-rail-chart'
import { DateField } from '~/design/date-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { resetTimetable, setTimetable } from '../commands.server'
import { findDraft, roomOf } from '../drafts/queries.server'
import { localMoment, timetableForm } from '../form'
import { DraftFrame, draftPath } from '../parts/draft-frame'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

const form = z
  .object({ move: z.literal('reset') })
  .or(timetableForm.extend({ move: z.literal('set').default('set') }))

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const draft = found(await findDraft(db, actor, params.roundId!))
  return { draft, room: await roomOf(db, draft), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'reset') await resetTimetable(tx, entered.actor, roundId!)
    else await setTimetable(tx, entered.actor, roundId!, timesOf(values))
    return redirect(`${draftPath(roundId!, values.move === 'reset' ? 'timetable' : 'openers')}?done=saved`)
  })
}

const timesOf = ({ move: _, ...times }: z.infer<typeof timetableForm> & { move: 'set' }) => times
const names = ['questionsCloseAt', 'pledgesCloseAt', 'bidsCloseAt', 'openingAt'] as const

export default function DraftTimetable() {
  const { draft, room, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.wizard
  const { times } = draft
  const [first, second, third, fourth] = all.timeline.heads
  const fields = answer?.values.move === 'reset' ? undefined : answer
  return (
    <DraftFrame draft={draft} step="timetable" sentence={texts.timetable.lead}>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <div>
          <CheckedForm
            key={names.map((name) => times[name].getTime()).join()}
            form={timetableForm}
            answer={fields}
            defaults={Object.fromEntries(names.map((name) => [name, localMoment(times[name])]))}
          >
            {(field, busy) => (
              <>
                {names.map((name) => (
                  <DateField key={name} {...field(name)} label={all.addenda.fields[name]} time />
                ))}
                <p className="text-sm text-ink-soft">
                  {texts.timetable.order} · {texts.timetable.room(String(room))}
                </p>
                <Button look="primary" busy={busy}>
                  {texts.saveNext}
                </Button>
              </>
            )}
          </CheckedForm>
          <MoveForm move="reset" answer={answer} className="mt-4">
            <Button look="quiet" icon="refresh">
              {texts.timetable.reset}
            </Button>
          </MoveForm>
        </div>
        <StageRailChart
          title={all.timeline.chart}
          heads={[first, second, third, fourth]}
          now={now}
          stages={[
            { key: 'pledging' as const, from: now, to: times.pledgesCloseAt },
            { key: 'bidding' as const, from: times.pledgesCloseAt, to: times.bidsCloseAt },
            { key: 'opening' as const, from: times.bidsCloseAt, to: times.openingAt },
          ]
            .filter(({ from, to }) => to > from)
            .map(({ key, from, to }) => ({
              label: all.show.stages[key],
              who: all.show.who[key],
              from,
              to,
              deadline: true,
            }))}
        />
      </div>
    </DraftFrame>
  )
}
