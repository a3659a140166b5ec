import type { ReactNode } from 'react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { PlainText } from '../../parts/plain-text'
import { objectionForm } from '../form'
import type { Honored } from '../queries.server'
import { useHonorTexts } from './texts'

/** Whoever is signed in says what speaks against somebody on public notice. */
export function Objecting({ honored, answer }: { honored: readonly Honored[]; answer: Answer | undefined }) {
  const texts = useHonorTexts()
  const named = useNamed()
  return (
    <Section title={texts.object} sentence={texts.objectLead}>
      <CheckedForm form={objectionForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <SelectField
              {...field('applicationId')}
              label={texts.against}
              empty
              options={honored.map(({ applicationId, organization, organizationEn }) => ({
                value: applicationId,
                label: named(organization, organizationEn),
              }))}
            />
            <TextArea {...field('text')} label={texts.objection} hint={texts.objectionHint} rows={5} />
            <Button busy={busy}>{texts.objectNow}</Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}

type Objection = {
  id: string
  organization: string
  organizationEn: string | null
  text: string
  at: Date
  answer: string | null
  upheld: boolean | null
}
type ObjectionsProps = {
  title: string
  objections: readonly Objection[]
  /** How an open one is answered. */
  children?: (objection: Objection) => ReactNode
}

/** Objections with what the office answered. */
export function Objections({ title, objections, children }: ObjectionsProps) {
  const texts = useHonorTexts()
  const named = useNamed()
  if (objections.length === 0) return null
  return (
    <Section title={title} count={objections.length}>
      <ul className="divide-y divide-line">
        {objections.map((its) => (
          <li key={its.id} className="space-y-2 py-3">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">{named(its.organization, its.organizationEn)}</span>
              <Moment at={its.at} />
              {its.upheld === null ? (
                <Chip meaning="attention">{texts.unanswered}</Chip>
              ) : (
                <Chip meaning={its.upheld ? 'risk' : 'ok'}>
                  {its.upheld ? texts.upheld : texts.dismissed}
                </Chip>
              )}
            </p>
            <PlainText>{its.text}</PlainText>
            {its.answer && (
              <div className="border-l-2 border-line pl-3">
                <PlainText>{its.answer}</PlainText>
              </div>
            )}
            {its.upheld === null && children?.(its)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
