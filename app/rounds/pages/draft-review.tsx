import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useSubject } from '~/demands/parts/subject'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { type Answer, answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { findDraft, findReview } from '../drafts/queries.server'
import { consentToPublish } from '../publishing.server'
import { keepSeed } from '../openers/seed.server'
import { DrawSeed } from '../parts/draw-seed'
import { DraftFrame, type DraftStep, draftPath } from '../parts/draft-frame'
import { useProblemWords } from '../parts/problem-words'
import { envelopeField } from '../sealing/envelope'
import { TermsTable } from '../parts/terms-table'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'round.run', title: 'rounds.review', stepUp: true, seals: true })
export { clientLoader } from '~/web/own-document'

const form = z.discriminatedUnion('move', [
  z.object({ move: z.literal('consent'), seen: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ move: z.literal('seed'), sealed: envelopeField }),
])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const draft = found(await findDraft(db, actor, params.roundId!))
  return {
    draft,
    me: actor.personId,
    office: actor.organizationId,
    scripts: await findScripts(db),
    ...found(await findReview(db, actor, draft.id, now)),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'seed') {
      await keepSeed(tx, entered.actor, roundId!, values.sealed)
      return redirect(`/rounds/${roundId}/draft/review?done=seed-sealed`)
    }
    const published = await consentToPublish(tx, entered.actor, roundId!, entered.now, values.seen)
    return redirect(
      published ? `/rounds/${roundId}?done=published` : `/rounds/${roundId}/draft/review?done=consented`,
    )
  })
}

type Data = Awaited<ReturnType<typeof loader>>

export default function DraftReview() {
  const data = useLoaderData<typeof loader>() as Data
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.wizard.review
  const { draft, hash } = data
  return (
    <DraftFrame
      draft={draft}
      step="review"
      sentence={texts.lead}
      primary={<Consent data={data} answer={answer?.values.move === 'seed' ? undefined : answer} />}
    >
      <FormSummary
        refusal={
          answer?.refusal && answer.refusal.field !== 'totp' && answer.values.move !== 'seed'
            ? { what: answer.refusal.sentence }
            : null
        }
      />
      <Problems data={data} />
      <Columns
        side={
          <>
            {draft.terms.sealing === 'openers' && (
              <DrawSeed
                round={draft.id}
                author={data.office}
                recipients={data.recipients}
                sealed={!data.problems.some(({ code }) => code === 'seed-missing')}
                answer={answer?.values.move === 'seed' ? answer : undefined}
              />
            )}
            <Section title={texts.consents}>
              <Consents data={data} />
            </Section>
            <Section title={texts.hash}>
              <Hash value={hash} short />
            </Section>
          </>
        }
      >
        <Lots data={data} />
        <Timetable data={data} />
        <Section title={all.terms.title}>
          <TermsTable terms={draft.terms} version={1} />
        </Section>
        <Section title={texts.binding}>
          <ul className="list-disc space-y-1.5 pl-5">
            {texts.bindingLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
        {draft.terms.sealing === 'openers' && <ServedScripts scripts={data.scripts} />}
      </Columns>
    </DraftFrame>
  )
}

function Problems({ data: { draft, problems } }: { data: Data }) {
  const texts = useRoundsTexts().wizard.review
  const words = useProblemWords()
  if (problems.length === 0)
    return (
      <div className="mb-6">
        <Notice meaning="ok" title={texts.ready}>
          {texts.readyWhy}
        </Notice>
      </div>
    )
  return (
    <div className="mb-6">
      <Notice meaning="attention" title={texts.problems(String(problems.length))}>
        <ul className="mt-1 space-y-1">
          {problems.map(({ field, code }) => (
            <li key={`${field} ${code}`}>
              {lotIn(field) && `${lotIn(field)}: `}
              {words(code)}{' '}
              {stepOf(field) !== 'review' && (
                <TextLink to={draftPath(draft.id, stepOf(field))}>{texts.fix}</TextLink>
              )}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}

const lotIn = (field: string) => /^(L\d\d)\./.exec(field)?.[1]

function stepOf(field: string): DraftStep {
  if (field === 'seed') return 'review'
  if (field.endsWith('At')) return 'timetable'
  if (field.startsWith('openers')) return 'openers'
  return field === 'lots' || lotIn(field) ? 'lots' : 'terms'
}

function Consents({ data: { consents } }: { data: Data }) {
  const texts = useRoundsTexts().wizard.review
  const format = useFormat()
  if (consents.length === 0) return <p className="text-ink-soft">{texts.consentsNone}</p>
  return (
    <ul className="space-y-2">
      {consents.map(({ name, at, stale }) => (
        <li key={`${name} ${at.getTime()}`} className={stale ? 'text-ink-soft' : ''}>
          {texts.consented(name, format.dateTime(at))}
          {stale && <span className="block text-sm">{texts.stale}</span>}
        </li>
      ))}
    </ul>
  )
}

function Consent({
  data: { consents, problems, hash, me },
  answer,
}: {
  data: Data
  answer: Answer | undefined
}) {
  const texts = useRoundsTexts().wizard.review
  const standing = consents.filter(({ stale }) => !stale)
  const mine = standing.some(({ personId }) => personId === me)
  const second = standing.length > 0 && !mine
  return (
    <ConfirmMove
      move="consent"
      verb={second ? texts.consentSecond : texts.consent}
      answer={answer}
      title={texts.consentTitle}
      consequences={[second ? texts.consentSecondWhat : texts.consentWhat]}
      undo={{ possible: !second, words: second ? texts.publishUndo : texts.consentUndo }}
      whyNot={
        problems.length > 0 ? texts.problems(String(problems.length)) : mine ? texts.consentedBySelf : null
      }
    >
      <input type="hidden" name="seen" value={hash} readOnly />
    </ConfirmMove>
  )
}

function Lots({ data: { lots } }: { data: Data }) {
  const all = useRoundsTexts()
  const format = useFormat()
  const subject = useSubject()
  const words = useVocabulary()
  return (
    <Section title={all.lots.title} count={lots.length}>
      <Table
        caption={all.lots.title}
        rows={lots}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'what',
            head: all.wizard.lots.what,
            cell: (lot) => `${lot.code} ${subject(lot)}`,
          },
          {
            key: 'metric',
            head: all.lots.metric,
            cell: ({ metric, term, termMonths }) =>
              `${metricWord(words, metric)} · ${termWord(words, term, termMonths)}`,
          },
          {
            key: 'price',
            head: all.lots.reference,
            type: 'money',
            cell: ({ referencePrice }) => <Money fen={referencePrice} />,
          },
          {
            key: 'note',
            head: all.wizard.lot.source,
            cell: ({ referenceSource, referenceNote }) =>
              [all.lots.source[referenceSource], referenceNote].filter(Boolean).join(' · '),
          },
          {
            key: 'minimum',
            head: all.lots.minimum,
            type: 'number',
            cell: ({ minVolume }) => format.number(minVolume),
          },
        ]}
      />
    </Section>
  )
}

function Timetable({ data: { draft } }: { data: Data }) {
  const all = useRoundsTexts()
  return (
    <Section title={all.wizard.steps.timetable}>
      <Facts
        layout="strip"
        items={(['questionsCloseAt', 'pledgesCloseAt', 'bidsCloseAt', 'openingAt'] as const).map((name) => ({
          label: all.addenda.fields[name],
          value: <Moment at={draft.times[name]} />,
        }))}
      />
    </Section>
  )
}
