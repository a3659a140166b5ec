import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { Appeal } from '../appeals.server'
import { useQualificationTexts } from './texts'

type AppealProps = {
  appeal: Appeal | null
  /** What the reader may do now: file one, rule on the open one, or read. */
  may: 'file' | 'rule' | null
  /** Why the reader, an officer, may not rule on it. */
  whyNot?: 'own-suspension' | null
  answer: Answer | undefined
}

/** A suspension looked at again: the vendor's words, the office's ruling with its reason. */
export function AppealSection({ appeal, may, whyNot = null, answer }: AppealProps) {
  const texts = useQualificationTexts().appeal
  const open = appeal !== null && appeal.decidedAt === null
  const moves = may === 'rule' && open ? (['uphold', 'dismiss'] as const) : may === 'file' && !open ? (['appeal'] as const) : [] // oxfmt-ignore
  if (!appeal && moves.length === 0) return null
  return (
    <Section title={texts.title}>
      {appeal && (
        <>
          <p className="mb-3 max-w-prose whitespace-pre-wrap">{appeal.text}</p>
          <Notice
            meaning={open ? 'attention' : appeal.upheld ? 'ok' : 'info'}
            title={open ? texts.open : appeal.upheld ? texts.upheld : texts.dismissed}
          >
            {appeal.reason}
          </Notice>
        </>
      )}
      {open && whyNot && <p className="mt-3 max-w-prose text-ink-soft">{texts.whyNot[whyNot]}</p>}
      <div className="mt-4 flex flex-wrap gap-2">
        {moves.map((move) => {
          const mine = answer?.values.move === move ? answer : undefined
          const words = texts.moves[move]
          const name = move === 'appeal' ? 'text' : 'reason'
          return (
            <ConfirmMove
              key={move}
              move={move}
              look={move === 'dismiss' ? 'danger' : 'primary'}
              answer={answer}
              verb={words.verb}
              title={words.title}
              consequences={[words.what]}
              undo={{ possible: false, words: texts.undo }}
            >
              <TextArea
                name={name}
                id={`${move}-${name}`}
                label={words.field}
                rows={4}
                maxLength={1000}
                width="full"
                defaultValue={valueOf(mine, name)}
                error={problemOf(mine, name)}
              />
            </ConfirmMove>
          )
        })}
      </div>
    </Section>
  )
}
