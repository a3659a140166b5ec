import { Form, useNavigation, useSubmit } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { FormSummary } from '~/design/form-summary'
import { Scripted, useAlive } from '~/design/scripted'
import type { Answer } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import type { OwnAsked } from '../asked.server'
import { frameIn } from '../../own-copy'
import { useBidTexts } from '../../parts/texts'

type ShowFrameProps = { asked: OwnAsked; whyNot: string | null; answer: Answer | undefined }

/** The copy is read and compared here; of it only the frame that is asked for leaves this browser. */
export function ShowFrame({ asked, whyNot, answer }: ShowFrameProps) {
  const texts = useBidTexts().frames
  const submit = useSubmit()
  const busy = useNavigation().state !== 'idle'
  const alive = useAlive()
  const [frame, setFrame] = useState<string | null>(null)
  const [differs, setDiffers] = useState(false)
  const refusal = answer?.refusal ?? null
  const stepUp = refusal?.field === 'totp'
  if (whyNot) return <p className="text-ink-soft">{whyNot}</p>
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const posted = new FormData(event.currentTarget)
    posted.set('frame', frame!)
    // The frame of a file is larger than what fits into a plain form.
    submit(posted, { method: 'post', encType: 'multipart/form-data' })
  }
  return (
    <Scripted without={texts.scripts}>
      {alive && (
        <FileDrop
          name={`copy-${asked.id}`}
          label={texts.copy}
          hint={texts.copyHint}
          accept=".json"
          error={differs ? texts.copyDiffers : null}
          onChange={async ({ target }) => {
            const text = (await target.files?.[0]?.text()) ?? null
            const taken = text && frameIn(text, asked.commitment)
            setFrame(taken || null)
            setDiffers(!taken)
          }}
        />
      )}
      <Form method="post" className="mt-4 space-y-4" onSubmit={onSubmit}>
        <KeyField />
        <input type="hidden" name="asked" value={asked.id} />
        <FormSummary refusal={refusal && !stepUp ? { what: refusal.sentence } : null} />
        {stepUp && <StepUpField error={refusal.sentence} />}
        <Button look="primary" icon="unlock" busy={busy} disabled={!frame}>
          {texts.show}
        </Button>
      </Form>
    </Scripted>
  )
}
