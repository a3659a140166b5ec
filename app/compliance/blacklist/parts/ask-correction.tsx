import { Deadline } from '~/design/deadline'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useBlacklistTexts } from '../../parts/texts'

type AskCorrectionProps = {
  its: { correctionAsked: string | null; correctionDue: Date | null; correctionRefused: string | null }
  speaks: boolean
  now: Date
  answer: Answer | undefined
}

/** What the enterprise says is wrong with its public entry, and what it was answered. */
export function AskCorrection({ its, speaks, now, answer }: AskCorrectionProps) {
  const texts = useBlacklistTexts().hearing.correct
  const waits = its.correctionAsked !== null && its.correctionRefused === null
  return (
    <Section title={texts.title} sentence={texts.lead}>
      {its.correctionAsked && <p className="max-w-prose whitespace-pre-line">{its.correctionAsked}</p>}
      {waits && its.correctionDue && (
        <p className="mt-2">
          {texts.due} <Deadline at={its.correctionDue} now={now} />
        </p>
      )}
      {its.correctionRefused && (
        <p className="mt-2 max-w-prose">
          <strong>{texts.refused}</strong> {its.correctionRefused}
        </p>
      )}
      {speaks && !waits && (
        <div className="mt-3">
          <ConfirmMove
            move="ask_correction"
            verb={texts.ask}
            look="secondary"
            title={texts.askTitle}
            consequences={[texts.askWhat]}
            undo={{ possible: false, words: texts.askUndo }}
            answer={answer}
          >
            <TextArea
              {...typed(answer, 'asked')}
              label={texts.asked}
              hint={texts.askedHint}
              rows={4}
              width="full"
            />
          </ConfirmMove>
        </div>
      )}
    </Section>
  )
}
