import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { Money } from '~/design/money'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { linkClass } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useAwardTexts } from '../../parts/texts'
import { findStandingAward } from '../../runs/queries.server'
import { counterForm, counterMoves } from '../form'
import { confirmCounter, handInCounter } from '../hand-in.server'
import { type HandInRefusal, whyNotHandIn } from '../handing-in'
import { CounterList } from '../parts/counter-list'
import { listCounters } from '../queries.server'

export const handle = page({ access: 'counter.read', title: 'awards.counter', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const award = found(await findStandingAward(db, round.id))
  const whyNot: HandInRefusal | null = whyNotHandIn(round, now)
  const may = { handIn: mayEnter('counter.hand_in', actor), replace: mayEnter('award.decide', actor) }
  return { round, award, whyNot, may, counters: await listCounters(db, round.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, counterMoves, async (tx, values) => {
    const round = found(await findShownRound(tx, actor, params.roundId!))
    if (values.move === 'replace') await confirmCounter(tx, actor, round.id, values.counter)
    const done = values.move === 'replace' ? 'counter-confirmed' : await judged(values.file)
    return redirect(`/rounds/${round.id}/award/counter?done=${done}`)

    async function judged(file: File) {
      return (await handInCounter(tx, actor, round.id, await file.text())) ? 'counter-better' : 'counter-kept'
    }
  })
}

export default function Counter() {
  const { round, award, whyNot, may, counters, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { counter: texts, award: awards, notice } = useAwardTexts()
  const roundName = useRoundName()
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: awards.title, to: `/rounds/${round.id}/award` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.toBeat, value: award.objective !== null && <Money fen={award.objective} /> },
              { label: awards.bound, value: award.exactBound !== null && <Money fen={award.exactBound} /> },
              {
                label: awards.standstill,
                value: round.standstillEndsAt && (
                  <Deadline at={round.standstillEndsAt} now={now} met={round.confirmedAt !== null} />
                ),
              },
              {
                label: awards.proof,
                value: (['instance', 'certificate'] as const).map((name) => (
                  <a
                    key={name}
                    className={`${linkClass} mr-4`}
                    href={`/rounds/${round.id}/award/${name}.json`}
                    download
                  >
                    {awards.proofs[name]}
                  </a>
                )),
              },
            ].filter(({ value }) => value)}
          />
        }
      >
        {award.exactBound !== null && award.exactBound === award.objective && (
          <div className="mb-6">
            <Notice meaning="ok" title={texts.unbeatable}>
              {texts.unbeatableWhy}
            </Notice>
          </div>
        )}
        {may.handIn && (
          <Section title={texts.handIn} sentence={texts.handInLead}>
            {whyNot ? (
              <Notice meaning="quiet">{texts.whyNot[whyNot]}</Notice>
            ) : (
              <CheckedForm
                form={counterForm}
                answer={answer}
                encType="multipart/form-data"
                className="max-w-2xl space-y-5"
              >
                {(field, busy) => (
                  <>
                    <input type="hidden" name="move" value="hand_in" />
                    <FileDrop {...field('file')} label={texts.file} hint={texts.fileHint} />
                    <Button look="primary" busy={busy}>
                      {texts.submit}
                    </Button>
                  </>
                )}
              </CheckedForm>
            )}
            <p className="mt-5 mb-1 text-ink-soft">{notice.recomputeElsewhere}</p>
            <Code block copy>
              npm run --silent award -- counter instance.json certificate.json better.json
            </Code>
          </Section>
        )}
        <CounterList counters={counters} mayReplace={may.replace && whyNot === null} answer={answer} />
      </Columns>
    </>
  )
}
