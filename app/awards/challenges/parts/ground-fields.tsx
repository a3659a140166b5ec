import { Icon } from '~/design/icons'
import { TextArea } from '~/design/text-area'
import type { FieldOf } from '~/web/checked-form'
import { useAwardTexts } from '../../parts/texts'
import { mostGrounds } from '../form'

/** Grounds one by one: what happened, which rule it breaks, what is asked for. */
export function GroundFields({ field }: { field: FieldOf }) {
  const texts = useAwardTexts().challenge
  return (
    <>
      {Array.from({ length: mostGrounds }, (_, at) => {
        const fields = (
          <div className="space-y-4">
            <TextArea
              {...field(`grounds.${at}.fact`)}
              label={texts.fact}
              hint={texts.factHint}
              rows={4}
              maxLength={4000}
              width="full"
            />
            <TextArea
              {...field(`grounds.${at}.rule`)}
              label={texts.rule}
              hint={texts.ruleHint}
              rows={2}
              maxLength={500}
              width="full"
            />
            <TextArea
              {...field(`grounds.${at}.remedy`)}
              label={texts.remedy}
              hint={texts.remedyHint}
              rows={2}
              maxLength={1000}
              width="full"
            />
          </div>
        )
        return at === 0 ? (
          <fieldset key={at}>
            <legend className="mb-3 font-semibold">{texts.ground(String(at + 1))}</legend>
            {fields}
          </fieldset>
        ) : (
          <details key={at} className="group rounded border border-line px-4">
            <summary className="flex min-h-row items-center gap-1.5 font-semibold">
              <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
              {texts.another(String(at + 1))}
            </summary>
            <div className="pt-3 pb-2">{fields}</div>
          </details>
        )
      })}
    </>
  )
}
