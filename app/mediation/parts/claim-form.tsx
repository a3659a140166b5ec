import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { MoneyField } from '~/design/money-field'
import { Notice } from '~/design/notice'
import { NumberField } from '~/design/number-field'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { CheckedForm, type FieldOf } from '~/web/checked-form'
import { draftForm } from '../intake/form'
import { grounds, remedies } from '../intake/grounds'
import type { Subject } from '../intake/subject.server'
import { useMediationTexts } from './texts'

type Body = {
  orgId: string
  name: string
  nameEn: string | null
  kind: 'people' | 'commercial' | 'industry' | 'court_invited'
}
type ClaimFormProps = {
  subject: Subject | null
  bodies: readonly Body[]
  products: readonly { id: string; nameZh: string; nameEn: string }[]
  openCaseId: string | null
  answer: Answer | undefined
}

/** The first claim of a case: against whom where it is not known yet, why, what is asked for, and before which body. */
export function ClaimForm({ subject, bodies, products, openCaseId, answer }: ClaimFormProps) {
  const all = useMediationTexts()
  const texts = all.claim
  const zh = useLocale() === 'zh'
  if (openCaseId)
    return (
      <Notice meaning="info" actions={<TextLink to={`/cases/${openCaseId}`}>{all.back}</TextLink>}>
        {texts.inCase}
      </Notice>
    )
  if (bodies.length === 0) return <Notice meaning="attention">{all.noBodies}</Notice>
  return (
    <CheckedForm form={draftForm} answer={answer} className="max-w-2xl space-y-5">
      {(field, busy) => (
        <>
          {!subject && (
            <>
              <TextField {...field('uscc')} label={texts.uscc} hint={texts.usccHint} width="medium" />
              <SelectField
                {...field('productId')}
                label={texts.product}
                empty={texts.choose}
                options={products.map(({ id, nameZh, nameEn }) => ({
                  value: id,
                  label: zh ? nameZh : nameEn,
                }))}
              />
            </>
          )}
          <ClaimFields field={field} type={subject?.type ?? 'use'} bought={subject?.bought ?? null} />
          <SelectField
            {...field('bodyId')}
            label={texts.body}
            hint={texts.bodyHint}
            empty={texts.choose}
            options={bodies.map((body) => ({
              value: body.orgId,
              label: `${zh ? body.name : (body.nameEn ?? body.name)} · ${all.bodyKinds[body.kind]}`,
            }))}
          />
          <Button look="primary" busy={busy}>
            {texts.next}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}

type ClaimFieldsProps = { field: FieldOf; type: Subject['type']; bought: Subject['bought'] }

/** Why, what is asked for, how much, and the facts. */
export function ClaimFields({ field, type, bought }: ClaimFieldsProps) {
  const all = useMediationTexts()
  const texts = all.claim
  const format = useFormat()
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...field('ground')}
          label={texts.ground}
          empty={texts.choose}
          options={grounds[type].map((value) => ({ value, label: all.grounds[value] }))}
        />
        <SelectField
          {...field('remedy')}
          label={texts.remedy}
          empty={texts.choose}
          options={remedies[type].map((value) => ({ value, label: all.remedies[value] }))}
        />
        <MoneyField
          {...field('amount')}
          label={texts.claimAmount}
          optional
          {...(bought && { hint: texts.claimAmountHint(format.money(bought.paid, bought.currency)) })}
        />
        <NumberField {...field('quantity')} label={texts.claimQuantity} optional />
      </div>
      <TextArea {...field('text')} label={texts.text} hint={texts.textHint} rows={6} />
    </>
  )
}
