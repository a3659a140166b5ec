import { CheckField } from '~/design/check-field'
import { Fold } from '~/design/fold'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import type { FieldOf } from '~/web/checked-form'
import type { CriteriaSet, Criterion, Requirement } from '../../qualifications/criteria'
import { useCriteriaTexts } from './texts'

type Field = { field: FieldOf; at: string }
const types = ['yes', 'number', 'date', 'text', 'file'] as const

/** A version as fields: every list ends with room for one more, and what is emptied is left out. */
export function CriteriaFields({ set, field }: { set: CriteriaSet; field: FieldOf }) {
  const texts = useCriteriaTexts()
  const named = useNamed()
  const next = set.criteria.length
  return (
    <>
      {set.criteria.map((criterion, place) => (
        <Section key={criterion.code} title={named(criterion.text.zh, criterion.text.en)}>
          <CriterionFields criterion={criterion} field={field} at={`criteria.${place}`} />
        </Section>
      ))}
      <Section title={texts.newCriterion}>
        <Fold when label={texts.addCriterion}>
          <CriterionFields criterion={null} field={field} at={`criteria.${next}`} />
        </Fold>
      </Section>
    </>
  )
}

function CriterionFields({ criterion, field, at }: Field & { criterion: Criterion | null }) {
  const texts = useCriteriaTexts()
  const groups = criterion?.groups ?? []
  return (
    <div className="space-y-4">
      <input type="hidden" name={`${at}.code`} value={criterion?.code ?? ''} />
      <Words field={field} at={at} label={texts.criterion} />
      {groups.map((group, place) => (
        <GroupFields
          key={group.code}
          group={group}
          named={groups.length > 1}
          field={field}
          at={`${at}.groups.${place}`}
        />
      ))}
      <Fold when={criterion !== null} label={texts.addGroup}>
        <GroupFields
          group={null}
          named={criterion !== null}
          field={field}
          at={`${at}.groups.${groups.length}`}
        />
      </Fold>
    </div>
  )
}

type GroupProps = Field & { group: Criterion['groups'][number] | null; named: boolean }

function GroupFields({ group, named, field, at }: GroupProps) {
  const texts = useCriteriaTexts()
  const requirements = group?.requirements ?? []
  return (
    <fieldset className={named ? 'space-y-3 border-l-2 border-line pl-4' : 'space-y-3'}>
      <input type="hidden" name={`${at}.code`} value={group?.code ?? ''} />
      {named ? (
        <Words field={field} at={at} label={texts.group} />
      ) : (
        <>
          <input type="hidden" name={`${at}.text.zh`} value={group?.text.zh ?? ''} />
          <input type="hidden" name={`${at}.text.en`} value={group?.text.en ?? ''} />
        </>
      )}
      {requirements.map((one, place) => (
        <RequirementFields key={one.code} one={one} field={field} at={`${at}.requirements.${place}`} />
      ))}
      <Fold when={group !== null} label={texts.addRequirement}>
        <RequirementFields one={null} field={field} at={`${at}.requirements.${requirements.length}`} />
      </Fold>
    </fieldset>
  )
}

function RequirementFields({ one, field, at }: Field & { one: Requirement | null }) {
  const texts = useCriteriaTexts()
  return (
    <div className="grid gap-x-4 gap-y-2 rounded border border-line p-3 lg:grid-cols-[9rem_6rem_6rem_1fr]">
      <input type="hidden" name={`${at}.code`} value={one?.code ?? ''} />
      <div className="lg:col-span-4">
        <Words field={field} at={at} label={texts.requirement} />
      </div>
      <SelectField
        {...field(`${at}.type`)}
        label={texts.type}
        options={types.map((value) => ({ value, label: texts.types[value] }))}
      />
      <NumberField {...field(`${at}.least`)} label={texts.least} />
      <NumberField {...field(`${at}.most`)} label={texts.most} />
      <div className="self-end">
        <CheckField {...field(`${at}.evidence`)} label={texts.evidence} />
      </div>
    </div>
  )
}

function Words({ field, at, label }: Field & { label: string }) {
  const texts = useCriteriaTexts()
  return (
    <div className="grid gap-x-4 gap-y-2 lg:grid-cols-2">
      <TextField {...field(`${at}.text.zh`)} label={texts.inChinese(label)} maxLength={300} width="full" />
      <TextField {...field(`${at}.text.en`)} label={texts.inEnglish(label)} maxLength={300} width="full" />
    </div>
  )
}

/** What stands in the fields at first. */
export function defaultsOf({ criteria }: CriteriaSet): Record<string, string> {
  const words = (at: string, text: Requirement['text']) => ({ [`${at}.text.zh`]: text.zh, [`${at}.text.en`]: text.en }) // oxfmt-ignore
  const all: Record<string, string> = {}
  for (const [c, { text, groups }] of criteria.entries()) {
    Object.assign(all, words(`criteria.${c}`, text))
    for (const [g, group] of groups.entries()) {
      Object.assign(all, words(`criteria.${c}.groups.${g}`, group.text))
      for (const [r, one] of group.requirements.entries()) {
        const at = `criteria.${c}.groups.${g}.requirements.${r}`
        Object.assign(all, words(at, one.text), {
          [`${at}.type`]: one.type,
          [`${at}.least`]: one.least === undefined ? '' : String(one.least),
          [`${at}.most`]: one.most === undefined ? '' : String(one.most),
          [`${at}.evidence`]: one.evidence ? 'on' : '',
        })
      }
    }
  }
  return all
}
