import { Link } from '@remix-run/react'
import { ChoiceGroup } from '~/design/choice-group'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { linkClass, TextLink } from '~/design/text-link'
import { TextArea } from '~/design/text-area'
import { Thread } from '~/design/thread'
import { type Answer, problemOf, typed, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { toneOf } from '../channels/kinds'
import { outcomes } from '../matters/form'
import type { MatterRead } from '../matters/reading.server'
import { AnswerBy } from './complaints'
import { Composer } from './composer'
import { useMediationTexts } from './texts'

/** What a matter is about: whose, since when, of which case. */
export function MatterFacts({ matter, load, now }: Pick<MatterRead, 'matter' | 'load'> & { now: Date }) {
  const all = useMediationTexts()
  const { matters: texts } = all
  const { kind, mediatorName, openedAt, side, caseId, number, closedAt } = matter
  return (
    <Facts
      items={[
        { label: texts.about, value: texts.kinds[kind] },
        {
          label: texts.mediator,
          value: mediatorName,
          ...(load && { hint: texts.load(load.open, load.most) }),
        },
        ...(side ? [{ label: texts.by, value: all.roles[side] }] : []),
        ...(caseId && number
          ? [{ label: all.list.number, value: <TextLink to={`/cases/${caseId}`}>{number}</TextLink> }]
          : []),
        { label: texts.opened, value: <Moment at={openedAt} /> },
        ...(closedAt ? [{ label: texts.closed, value: <Moment at={closedAt} /> }] : []),
        ...(matter.dueAt && !closedAt
          ? [
              {
                label: texts.answerTerm,
                value: <AnswerBy dueAt={matter.dueAt} rule={matter.rule} now={now} />,
              },
            ]
          : []),
        ...(matter.eraseOn ? [{ label: texts.kept, value: texts.keptUntil(matter.eraseOn) }] : []),
      ]}
    />
  )
}

/** What was written between head and mediator, and where one goes on writing while the matter is open. */
export function MatterTalk({
  matter,
  readers,
  messages,
  draft,
  answer,
}: Pick<MatterRead, 'matter' | 'readers' | 'messages' | 'draft'> & { answer: Answer | undefined }) {
  const all = useMediationTexts()
  const { name, note } = all.channels.body
  const first = messages[0]
  return (
    <div className="space-y-6">
      {first && first.no > 1 && (
        <Link to={`?before=${first.no}`} className={linkClass} preventScrollReset>
          {all.talk.older}
        </Link>
      )}
      {messages.length === 0 ? (
        <Empty title={all.talk.empty} why={all.talk.emptyWhy} icon="message" />
      ) : (
        <Thread
          messages={messages.map(({ id, name: who, at, body }) => ({
            id,
            who,
            at,
            body,
            channel: { name, tone: toneOf.body },
          }))}
        />
      )}
      {matter.closedAt ? (
        <p className="text-ink-soft">{all.talk.ended}</p>
      ) : (
        <Composer
          key={matter.id}
          id={`body-${matter.no}`}
          tone={toneOf.body}
          {...{ name, note, readers, draft, answer }}
        />
      )}
    </div>
  )
}

/** The head ends a matter: a complaint with what the complainant is told of it. */
export function MatterEnd({
  kind,
  answer,
}: {
  kind: MatterRead['matter']['kind']
  answer: Answer | undefined
}) {
  const { matters: texts } = useMediationTexts()
  if (kind === 'workload')
    return (
      <ConfirmMove
        move="close"
        verb={texts.end}
        look="secondary"
        title={texts.endTitle}
        consequences={[texts.endWhat]}
        undo={{ possible: false, words: texts.endUndo }}
        answer={answer}
      />
    )
  return (
    <ConfirmMove
      move="decide"
      verb={texts.decide}
      title={texts.decideTitle}
      consequences={[...texts.decideWhat]}
      undo={{ possible: false, words: texts.endUndo }}
      answer={answer}
    >
      <ChoiceGroup
        type="radio"
        name="outcome"
        label={texts.outcome}
        chosen={valueOf(answer, 'outcome')}
        error={problemOf(answer, 'outcome')}
        choices={outcomes.map((value) => ({ value, label: texts.outcomes[value] }))}
      />
      <TextArea {...typed(answer, 'summary')} label={texts.summary} hint={texts.summaryHint} />
    </ConfirmMove>
  )
}

/** The words that began a matter, and those that ended it. */
export function MatterWords({ matter }: Pick<MatterRead, 'matter'>) {
  const { matters: texts } = useMediationTexts()
  return (
    <>
      <Section title={matter.kind === 'complaint' ? texts.complaint : texts.subject}>
        <p className="max-w-prose whitespace-pre-line">{matter.text}</p>
      </Section>
      {matter.outcome === 'withdrawn' && (
        <Section title={texts.withdrawnOn}>
          <p className="max-w-prose whitespace-pre-line">{matter.reason ?? texts.withoutReason}</p>
        </Section>
      )}
      {matter.summary && (
        <Section title={texts.summaryGiven}>
          <p className="max-w-prose whitespace-pre-line">{matter.summary}</p>
        </Section>
      )}
    </>
  )
}
