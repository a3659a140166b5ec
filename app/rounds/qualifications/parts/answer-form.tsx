import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { linkClass } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { CheckedForm, type FieldOf } from '~/web/checked-form'
import type { ListedRequirement } from '../checklist'
import { answersForm } from '../form'
import type { Judged } from '../queries.server'
import { Wanting } from './answers'
import { Criteria } from './criteria'
import { RequirementChip } from './requirement-chip'
import { useQualificationTexts } from './texts'

/** The checklist as a form: every requirement with its answer, its evidence, and what is missing. */
export function AnswerForm({ judged, answer }: { judged: Judged; answer: Answer | undefined }) {
  const texts = useQualificationTexts()
  const defaults = Object.fromEntries(
    Object.entries(judged.responses).map(([code, response]) => [`answers.${code}`, response?.value ?? '']),
  )
  return (
    <CheckedForm form={answersForm} answer={answer} defaults={defaults} encType="multipart/form-data">
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="save" />
          <Criteria checklist={judged.checklist}>
            {(requirement) => <Asked requirement={requirement} judged={judged} field={field} />}
          </Criteria>
          <Button look="secondary" busy={busy}>
            {texts.save}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}

type AskedProps = { requirement: ListedRequirement; judged: Judged; field: FieldOf }

function Asked({ requirement, judged: { responses, files, wanting }, field }: AskedProps) {
  const texts = useQualificationTexts()
  const { code, type, evidence } = requirement
  const words = useWords(requirement)
  const fileId = responses[code]?.fileId ?? null
  return (
    <div className="max-w-2xl space-y-2">
      {type !== 'file' && <AnswerField requirement={requirement} field={field} />}
      {(type === 'file' || evidence) && (
        <FileDrop
          {...field(`files.${code}`)}
          label={type === 'file' ? words : texts.evidence}
          hint={fileId ? texts.replaces : texts.evidenceHint}
        />
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RequirementChip {...requirement} />
        {fileId && files[fileId] && (
          <a className={linkClass} href={`/files/${fileId}`} download>
            {files[fileId]}
          </a>
        )}
      </div>
      <Wanting note={wanting[code]} />
    </div>
  )
}

function useWords({ text }: Pick<ListedRequirement, 'text'>) {
  return useNamed()(text.zh, text.en)
}

function AnswerField({ requirement, field }: Omit<AskedProps, 'judged'>) {
  const { yes, no } = useQualificationTexts()
  const wiring = { ...field(`answers.${requirement.code}`), label: useWords(requirement) }
  switch (requirement.type) {
    case 'yes':
      return (
        <SelectField
          {...wiring}
          empty
          width="short"
          options={[
            { value: 'yes', label: yes },
            { value: 'no', label: no },
          ]}
        />
      )
    case 'number':
      return <NumberField {...wiring} />
    case 'date':
      return <DateField {...wiring} />
    default:
      return <TextArea {...wiring} rows={2} maxLength={2000} width="full" />
  }
}
