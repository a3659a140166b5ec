import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { MoneyField } from '~/design/money-field'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import type { MarketCaseState } from '../../lifecycle'
import { useMarketTexts } from '../../parts/market-texts'
import { decisionForm, investigationForm } from '../form'

type StepProps = { state: MarketCaseState; answer: Answer | undefined }
const of = (answer: Answer | undefined, move: string) =>
  valueOf(answer, 'move') === move ? answer : undefined

/** The one thing that a case waits for: the investigation's end, then the decision. */
export function NextStep({ state, answer }: StepProps) {
  if (state === 'opened') return <Investigation answer={of(answer, 'investigate')} />
  if (state === 'investigated') return <Decision answer={of(answer, 'decide')} />
  return null
}

function Investigation({ answer }: Pick<StepProps, 'answer'>) {
  const texts = useMarketTexts().case
  return (
    <Section title={texts.investigate}>
      <CheckedForm form={investigationForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="investigate" />
            <TextArea {...field('evidence')} label={texts.evidence} rows={4} width="full" />
            <TextArea {...field('heard')} label={texts.heard} hint={texts.heardHint} rows={3} width="full" />
            <Button look="primary" busy={busy}>
              {texts.investigate}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

function Decision({ answer }: Pick<StepProps, 'answer'>) {
  const texts = useMarketTexts().case
  return (
    <Section title={texts.decision}>
      <CheckedForm
        form={decisionForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="decide" />
            <TextField {...field('decisionNo')} label={texts.decisionNo} />
            <TextField {...field('authority')} label={texts.authority} />
            <DateField {...field('decidedOn')} label={texts.decidedOn} />
            <TextArea {...field('ground')} label={texts.ground} rows={3} width="full" />
            <MoneyField {...field('fine')} label={texts.fine} hint={texts.fineHint} />
            <FileDrop {...field('file')} label={texts.file} accept=".pdf,image/*" />
            <Button look="primary" busy={busy}>
              {texts.decide}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

/** What else may be done with it: propose the party for the blacklist, close it. */
export function CaseMoves({ state, proposes, answer }: StepProps & { proposes: boolean }) {
  const texts = useMarketTexts().case
  return (
    <div className="mt-6 flex flex-wrap gap-2">
      {proposes && (
        <ConfirmMove
          move="propose"
          verb={texts.propose}
          look="secondary"
          title={texts.proposeWhat}
          consequences={[texts.proposeWho]}
          undo={{ possible: false, words: texts.proposeUndo }}
          answer={answer}
        />
      )}
      {state !== 'closed' && (
        <ConfirmMove
          move="close"
          verb={texts.close}
          look="secondary"
          title={texts.closeWhat}
          consequences={[texts.closeWho]}
          undo={{ possible: false, words: texts.closeUndo }}
          answer={answer}
        >
          <TextArea
            name="outcome"
            id="outcome"
            label={texts.outcome}
            rows={3}
            maxLength={600}
            width="full"
            defaultValue={valueOf(of(answer, 'close'), 'outcome')}
            error={problemOf(of(answer, 'close'), 'outcome')}
          />
        </ConfirmMove>
      )}
    </div>
  )
}
