import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Channel, type ChannelTone } from '~/design/channel'
import { FormSummary } from '~/design/form-summary'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useMediationTexts } from './texts'

type ComposerProps = {
  id: string
  /** The channel's name, what it is, and its color. */
  name: string
  note: string
  tone: ChannelTone
  readers: readonly { name: string }[]
  draft: string
  answer: Answer | undefined
}

/** Where one writes into a channel: named, colored and with its readers before a word is typed. */
export function Composer({ id, name, note, tone, readers, draft, answer }: ComposerProps) {
  const { talk: texts, listComma } = useMediationTexts()
  const names = readers.map((reader) => reader.name).join(listComma)
  return (
    <Channel name={name} note={note} tone={tone}>
      <Form method="post" className="max-w-3xl space-y-3">
        <KeyField />
        <p className="text-sm text-ink-soft">{texts.readers(String(readers.length), names)}</p>
        {answer && (
          <FormSummary
            problems={answer.problems}
            refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
          />
        )}
        <TextArea
          name="body"
          id={id}
          label={texts.write}
          hint={texts.draftSaved}
          rows={5}
          defaultValue={valueOf(answer, 'body', draft)}
          error={problemOf(answer, 'body')}
        />
        <div className="flex flex-wrap gap-2">
          <Button look="primary" name="move" value="send">
            {texts.send}
          </Button>
          <Button name="move" value="draft">
            {texts.saveDraft}
          </Button>
        </div>
      </Form>
    </Channel>
  )
}
