import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Channel } from '~/design/channel'
import { CheckField } from '~/design/check-field'
import { DateField } from '~/design/date-field'
import { FormSummary } from '~/design/form-summary'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { type Side, toneOf } from '../channels/kinds'
import type { SharedKind } from '../teamwork/form'
import type { Content } from '../teamwork/shared.server'
import { PromiseFields } from './promise-fields'
import { useMediationTexts } from './texts'

type SharedFormProps = {
  side: Side
  kind: SharedKind
  content: Content | null
  version: number
  readers: readonly { id: string; name: string }[]
  objections: readonly number[]
  expiresOn: string
  answer: Answer | undefined
}

/** A draft of one side, under the name and color of the channel in which it lies, whatever it is to become. */
export function SharedForm({
  side,
  kind,
  content,
  version,
  readers,
  objections,
  expiresOn,
  answer,
}: SharedFormProps) {
  const all = useMediationTexts()
  const texts = all.teamwork
  const channel = all.channels[`team_${side}`]
  const words = content && 'body' in content ? content.body : ''
  const terms = content && 'items' in content ? content : null
  const names = readers.map(({ name }) => name).join(all.listComma)
  return (
    <Channel name={channel.name} note={channel.note} tone={toneOf[`team_${side}`]}>
      <Form method="post" className="space-y-5">
        <KeyField />
        <input type="hidden" name="version" value={version} />
        <p className="text-sm text-ink-soft">{all.talk.readers(String(readers.length), names)}</p>
        {answer && (
          <FormSummary
            problems={answer.problems}
            refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
          />
        )}
        {kind === 'joint' ? (
          <TextArea
            name="body"
            label={texts.words}
            rows={8}
            defaultValue={valueOf(answer, 'body', words)}
            error={problemOf(answer, 'body')}
          />
        ) : (
          <>
            <PromiseFields items={terms?.items ?? []} objections={objections} answer={answer} />
            <TextArea
              name="note"
              label={all.offers.note}
              optional
              rows={3}
              defaultValue={valueOf(answer, 'note', terms?.note ?? '')}
              error={problemOf(answer, 'note')}
            />
            <DateField
              name="expiresOn"
              label={all.offers.expires}
              defaultValue={valueOf(answer, 'expiresOn', terms?.expiresOn ?? expiresOn)}
              error={problemOf(answer, 'expiresOn')}
            />
          </>
        )}
        {version === 0 && (
          <CheckField
            name="needsSecond"
            label={texts.needsSecond}
            hint={readers.length > 1 ? texts.needsSecondWhy : texts.alone}
            disabled={readers.length < 2}
            defaultChecked={valueOf(answer, 'needsSecond') === 'on'}
          />
        )}
        <Button name="move" value="save" look={version === 0 ? 'primary' : 'secondary'}>
          {version === 0 ? texts.keep : texts.keepChange}
        </Button>
      </Form>
    </Channel>
  )
}
