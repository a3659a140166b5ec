import { Button } from '~/design/button'
import { Channel } from '~/design/channel'
import { ChoiceGroup } from '~/design/choice-group'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { problemOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { type ChannelKind, toneOf } from '../channels/kinds'
import { evidenceForm, purposes, uploadKinds } from '../evidence/form'
import type { Ground } from '../intake/grounds'
import { HashedFile } from './hashed-file'
import { useMediationTexts } from './texts'

type EvidenceUploadProps = {
  kind: ChannelKind
  objections: readonly { id: string; no: number; ground: Ground }[]
  answer: Answer | undefined
}

/** A file into one channel, which is named and colored before anything is chosen. */
export function EvidenceUpload({ kind, objections, answer }: EvidenceUploadProps) {
  const all = useMediationTexts()
  const texts = all.evidence
  return (
    <Channel name={all.channels[kind].name} note={all.channels[kind].note} tone={toneOf[kind]}>
      <CheckedForm
        form={evidenceForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-2xl space-y-5"
      >
        {(field, busy) => (
          <>
            <TextField {...field('title')} label={texts.name} />
            <HashedFile error={problemOf(answer, 'file')} />
            <SelectField
              {...field('kind')}
              label={texts.kind}
              options={uploadKinds.map((value) => ({ value, label: texts.kinds[value] }))}
            />
            <ChoiceGroup
              {...field('purpose')}
              type="radio"
              label={texts.purpose}
              hint={texts.purposeHint}
              chosen="pre_existing"
              choices={purposes.map((value) => ({ value, label: texts.purposes[value] }))}
            />
            <SelectField
              {...field('objectionId')}
              label={texts.objection}
              empty={texts.none}
              options={objections.map(({ id, no, ground }) => ({
                value: id,
                label: `${no} · ${all.grounds[ground]}`,
              }))}
            />
            <Button look="primary" busy={busy} icon="upload">
              {texts.add}
            </Button>
          </>
        )}
      </CheckedForm>
    </Channel>
  )
}
