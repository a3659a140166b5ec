import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { Button } from '~/design/button'
import { type Answer, typed } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { CaseRole } from '../channels/kinds'
import { declineReasons } from '../intake/form'
import { useMediationTexts } from './texts'

type ResponseOptionsProps = {
  roles: readonly CaseRole[]
  extended: boolean
  /** The respondent has asked for more time. */
  asked: boolean
  answer: Answer | undefined
}

/** "I want to talk", not taking part, or more time; for the registrar, granting it. */
export function ResponseOptions({ roles, extended, asked, answer }: ResponseOptionsProps) {
  const all = useMediationTexts()
  const texts = all.response
  if (roles.includes('registrar'))
    return (
      <Section title={texts.extension} sentence={texts.extensionNote}>
        {!extended && (
          <MoveForm move="extend" answer={answer}>
            <Button look={asked ? 'primary' : 'secondary'}>{texts.extend}</Button>
          </MoveForm>
        )}
      </Section>
    )
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap gap-2">
        <ConfirmMove
          move="accept"
          verb={texts.talk}
          title={texts.talk}
          consequences={[...texts.talkWhat]}
          undo={{ possible: true, words: texts.talkUndo }}
          answer={answer}
        />
        <ConfirmMove
          move="decline"
          verb={texts.decline}
          look="secondary"
          title={texts.decline}
          consequences={[...texts.declineWhat]}
          undo={{ possible: true, words: texts.declineUndo }}
          answer={answer}
        >
          <SelectField
            {...typed(answer, 'reason')}
            label={texts.reason}
            empty={all.claim.choose}
            options={declineReasons.map((value) => ({ value, label: texts.reasons[value] }))}
          />
          <TextArea {...typed(answer, 'note')} label={texts.note} optional rows={3} />
        </ConfirmMove>
        {!extended && !asked && (
          <MoveForm move="ask_extension" answer={answer}>
            <Button>{texts.extension}</Button>
          </MoveForm>
        )}
      </div>
      {asked && !extended && <Notice meaning="info">{texts.extensionAsked}</Notice>}
    </div>
  )
}
