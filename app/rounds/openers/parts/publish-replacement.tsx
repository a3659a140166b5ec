import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { Scripted, useAlive } from '~/design/scripted'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { sealedSeed } from '../../parts/draw-seed'
import { replacementForm } from '../form'
import { useOpenerTexts } from './texts'

type PublishReplacementProps = {
  round: string
  notice: string
  author: string
  /** after the addendum, in the order of their numbers */
  recipients: readonly string[]
  answer: Answer | undefined
}

/** The addendum itself: what follows from it, why it is made, and the seed, drawn here anew and sealed to the new keys. */
export function PublishReplacement({ round, notice, author, recipients, answer }: PublishReplacementProps) {
  const texts = useOpenerTexts().replacement
  const alive = useAlive()
  const withSeed = async (posted: FormData) => {
    posted.set('sealed', await sealedSeed(round, author, recipients))
    return posted
  }
  return (
    <>
      <Notice meaning="attention" title={texts.material}>
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {texts.consequences.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
      <Scripted without={texts.scripts}>
        <CheckedForm
          form={replacementForm}
          answer={answer}
          prepare={withSeed}
          className="mt-5 max-w-2xl space-y-5"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="publish" />
              <input type="hidden" name="notice" value={notice} />
              <input type="hidden" name="recipients" value={recipients.join(' ')} />
              <TextArea
                {...field('reason')}
                label={texts.reason}
                hint={texts.reasonHint}
                width="full"
                rows={3}
              />
              <Button look="primary" icon="lock" busy={busy} disabled={!alive}>
                {texts.publishButton}
              </Button>
            </>
          )}
        </CheckedForm>
      </Scripted>
    </>
  )
}
