import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { DateField } from '~/design/date-field'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { hourOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { moveLine } from '../commands.server'
import { lineForm } from '../form'
import { LineChip } from '../parts/line-chip'
import { LineJourney } from '../parts/line-journey'
import { useSubject } from '../parts/subject'
import { useDemandsTexts } from '../parts/texts'
import { findLine, findLinePlaces } from '../queries.server'

export const handle = page({ access: 'seat', title: 'demands.show' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const line = found(await findLine(db, actor, params.demandId!))
  const places = await findLinePlaces(db, line)
  const mine = line.orgId === actor.organizationId && mayEnter('demand.plan', actor)
  return { line, ...places, mine, history: await listHistory(db, line.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'demand.plan' }))
  const { actor, params, now } = entered
  return withForm(entered, lineForm, async (tx, values) => {
    const { id } = found(await findLine(tx, actor, params.demandId!))
    return redirect(`/demands/${id}?done=${await moveLine(tx, actor, id, values, now)}`)
  })
}

export default function Demand() {
  const { line, wish, pool, mine, history } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useDemandsTexts()
  const texts = all.show
  const subject = useSubject()
  const format = useFormat()
  const words = useVocabulary()
  const draft = mine && line.state === 'draft'
  return (
    <>
      <PageHead
        trail={
          mine ? [{ label: all.title, to: '/demands' }] : [{ label: all.board.title, to: '/office/demands' }]
        }
        title={subject(line)}
        state={<LineChip state={line.state} />}
        sentence={texts.sentence[line.state]}
        primary={
          draft && (
            <ConfirmMove
              move="open"
              answer={answer}
              verb={texts.open(format.number(line.quantity))}
              title={texts.openTitle}
              consequences={[texts.openWhat, texts.openNext]}
              undo={{ possible: true, words: texts.openUndo }}
            />
          )
        }
      />
      <Columns
        side={
          <>
            <Facts
              items={[
                { label: all.quantity, value: format.number(line.quantity) },
                {
                  label: all.terms,
                  value: `${metricWord(words, line.metric)} · ${termWord(words, line.term, line.termMonths)}`,
                },
                ...(line.release
                  ? [
                      {
                        label: all.release,
                        value: line.release,
                        hint: all.releaseHint(line.release, line.downTo ?? line.release),
                      },
                    ]
                  : []),
                { label: all.neededBy, value: format.date(hourOf(line.neededBy, 12)) },
                ...(line.coTermOn
                  ? [
                      {
                        label: all.coTerm,
                        value: format.date(hourOf(line.coTermOn, 12)),
                        hint: all.coTermHint,
                      },
                    ]
                  : []),
                { label: all.origin, value: all.source[line.source] },
                { label: texts.drafted, value: <Moment at={line.draftedAt} /> },
                ...(line.openedAt ? [{ label: texts.opened, value: <Moment at={line.openedAt} /> }] : []),
                ...(line.slug
                  ? [
                      {
                        label: texts.catalog,
                        value: <TextLink to={`/catalog/${line.slug}`}>{subject(line)}</TextLink>,
                      },
                    ]
                  : []),
              ]}
            />
            {mine && (line.state === 'draft' || line.state === 'open') && (
              <div className="mt-6">
                <ConfirmMove
                  move="withdraw"
                  look="danger"
                  answer={answer}
                  verb={texts.withdraw}
                  title={texts.withdrawTitle}
                  consequences={[line.state === 'open' ? texts.withdrawOpen : texts.withdrawDraft]}
                  undo={{ possible: false, words: texts.withdrawUndo }}
                />
              </div>
            )}
          </>
        }
      >
        {draft && <Draft line={line} answer={answer} />}
        <LineJourney line={line} wish={wish} pool={pool} mine={mine} />
        {line.note && !draft && (
          <Section title={all.form.note}>
            <p className="max-w-prose whitespace-pre-wrap">{line.note}</p>
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

type DraftProps = {
  line: { quantity: number; neededBy: string; note: string | null }
  answer: Answer | undefined
}

function Draft({ line, answer }: DraftProps) {
  const all = useDemandsTexts()
  const defaults = { quantity: String(line.quantity), neededBy: line.neededBy, note: line.note ?? '' }
  return (
    <Section title={all.show.change}>
      <CheckedForm
        form={lineForm.options[0]}
        answer={answer?.values.move === 'change' ? answer : undefined}
        defaults={defaults}
        className="max-w-xl space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="change" />
            <NumberField {...field('quantity')} label={all.quantity} />
            <DateField {...field('neededBy')} label={all.neededBy} />
            <TextArea {...field('note')} label={all.form.note} hint={all.form.noteHint} rows={2} optional />
            <Button busy={busy}>{all.show.save}</Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
