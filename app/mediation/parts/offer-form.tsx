import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FormSummary } from '~/design/form-summary'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import type { Terms } from '../offers/terms'
import { PromiseFields } from './promise-fields'
import { useMediationTexts } from './texts'

type OfferFormProps = {
  terms: Terms | null
  expiresOn: string
  objections: readonly number[]
  verb: string
  /** The offer that this one counters. */
  answersId?: string | null
  answer: Answer | undefined
}

/** An offer: promises in rows, a remark, and until when it stands. */
export function OfferForm({ terms, expiresOn, objections, verb, answersId, answer }: OfferFormProps) {
  const texts = useMediationTexts().offers
  return (
    <Form method="post" className="space-y-5">
      <KeyField />
      {answersId && <input type="hidden" name="answersId" value={answersId} />}
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      <PromiseFields items={terms?.items ?? []} objections={objections} answer={answer} />
      <div className="max-w-2xl space-y-5">
        <TextArea
          name="note"
          label={texts.note}
          optional
          rows={3}
          defaultValue={valueOf(answer, 'note', terms?.note ?? '')}
          error={problemOf(answer, 'note')}
        />
        <DateField
          name="expiresOn"
          label={texts.expires}
          defaultValue={valueOf(answer, 'expiresOn', expiresOn)}
          error={problemOf(answer, 'expiresOn')}
        />
        <Button look="primary">{verb}</Button>
      </div>
    </Form>
  )
}
