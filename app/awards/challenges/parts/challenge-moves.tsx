import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { useAwardTexts } from '../../parts/texts'
import { challengeMoves } from '../form'
import type { Challenge } from '../queries.server'
import { GroundFields } from './ground-fields'

type MovesProps = { challenge: Challenge; answer: Answer | undefined }

/** The office takes a filed challenge up, or says what is missing from it. */
export function Admission({ answer }: Pick<MovesProps, 'answer'>) {
  const texts = useAwardTexts().challenge
  const mine = answer?.values.move === 'return' ? answer : undefined
  return (
    <Section title={texts.admission} sentence={texts.admissionLead}>
      <div className="flex flex-wrap gap-2">
        <ConfirmMove
          move="admit"
          answer={answer}
          verb={texts.admit}
          title={texts.admitTitle}
          consequences={[texts.admitWhat, texts.admitStandstill]}
          undo={{ possible: false, words: texts.undo }}
        />
        <ConfirmMove
          move="return"
          look="secondary"
          answer={answer}
          verb={texts.return}
          title={texts.returnTitle}
          consequences={[texts.returnWhat]}
          undo={{ possible: false, words: texts.undo }}
        >
          <TextArea
            name="reason"
            id="return-reason"
            label={texts.defect}
            hint={texts.defectHint}
            rows={3}
            maxLength={2000}
            width="full"
            defaultValue={valueOf(mine, 'reason')}
            error={problemOf(mine, 'reason')}
          />
        </ConfirmMove>
      </div>
    </Section>
  )
}

/** The office answers ground by ground. */
export function Findings({ challenge, answer }: MovesProps) {
  const texts = useAwardTexts().challenge
  return (
    <Section title={texts.answering} sentence={texts.answeringLead}>
      <CheckedForm form={challengeMoves} answer={answer} className="max-w-2xl space-y-6">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="answer" />
            {challenge.grounds.map(({ no }, at) => (
              <fieldset key={no} className="space-y-4">
                <legend className="mb-3 font-semibold">{texts.ground(String(no))}</legend>
                <input type="hidden" name={`findings.${at}.no`} value={no} />
                <SelectField
                  {...field(`findings.${at}.finding`)}
                  label={texts.finding}
                  empty
                  options={(['upheld', 'rejected'] as const).map((value) => ({
                    value,
                    label: texts.findings[value],
                  }))}
                />
                <TextArea
                  {...field(`findings.${at}.answer`)}
                  label={texts.reason}
                  hint={texts.reasonHint}
                  rows={4}
                  maxLength={2000}
                  width="full"
                />
              </fieldset>
            ))}
            <Button look="primary" busy={busy}>
              {texts.sendAnswer}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

/** Whoever filed it mends what was wrong with its form. */
export function Cure({ challenge, answer }: MovesProps) {
  const texts = useAwardTexts().challenge
  const defaults = Object.fromEntries(
    challenge.grounds.flatMap(({ fact, rule, remedy }, at) =>
      Object.entries({ fact, rule, remedy }).map(([name, value]) => [`grounds.${at}.${name}`, value]),
    ),
  )
  return (
    <Section title={texts.curing} sentence={challenge.defect ?? undefined}>
      <CheckedForm form={challengeMoves} answer={answer} defaults={defaults} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="cure" />
            <GroundFields field={field} />
            <Button look="primary" busy={busy}>
              {texts.fileAgain}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

type OwnMovesProps = MovesProps & { mayComplain: boolean; mayWithdraw: boolean }

/** Withdrawing it, or taking it to the outside authority. */
export function OwnMoves({ answer, mayComplain, mayWithdraw }: OwnMovesProps) {
  const texts = useAwardTexts().challenge
  if (!mayComplain && !mayWithdraw) return null
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {mayComplain && (
        <ConfirmMove
          move="complain"
          look="secondary"
          answer={answer}
          verb={texts.complain}
          title={texts.complainTitle}
          consequences={[texts.complainWhat]}
          undo={{ possible: false, words: texts.undo }}
        />
      )}
      {mayWithdraw && (
        <ConfirmMove
          move="withdraw"
          look="danger"
          answer={answer}
          verb={texts.withdraw}
          title={texts.withdrawTitle}
          consequences={[texts.withdrawWhat]}
          undo={{ possible: false, words: texts.undo }}
        />
      )}
    </div>
  )
}
