import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { Chip } from '~/design/chip'
import { Icon } from '~/design/icons'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { KeyField } from '~/web/key-field'
import { useInspectionTexts } from '../../parts/texts'
import { checklist, type StepName, stepNames, type Steps } from '../checklist'

type VisitStepsProps = {
  steps: Steps
  works: boolean
  /** The visit is over: what was found matters more than how one went about it. */
  concluded: boolean
}

/** The four steps of a visit with what is ticked in each; the team keeps them on the spot. */
export function VisitSteps({ steps, works, concluded }: VisitStepsProps) {
  const texts = useInspectionTexts().visit
  return (
    <Section title={texts.steps}>
      <div className="divide-y divide-line border-y border-line">
        {stepNames.map((name) => (
          <Step key={name} name={name} steps={steps} works={works} concluded={concluded} />
        ))}
      </div>
    </Section>
  )
}

function Step({ name, steps, works, concluded }: VisitStepsProps & { name: StepName }) {
  const texts = useInspectionTexts().visit
  const words: Record<string, string> = texts.points
  const its = steps[name]
  const points: readonly string[] = checklist[name]
  const done = points.filter((point) => its?.ticked.includes(point))
  const whole = done.length === points.length
  return (
    <details className="group py-1" open={!works && done.length > 0 && !concluded}>
      <summary className="flex min-h-11 items-center gap-2">
        <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
        <span className="font-medium">{texts.step[name]}</span>
        <span className="text-sm text-ink-soft max-sm:hidden">{texts.stepHint[name]}</span>
        <span className="ml-auto">
          <Chip meaning={whole ? 'ok' : done.length > 0 ? 'info' : 'quiet'}>
            {texts.ticked(done.length, points.length)}
          </Chip>
        </span>
      </summary>
      {works ? (
        <Form method="post" className="max-w-xl space-y-2 pb-3 pl-5">
          <KeyField />
          <input type="hidden" name="move" value="step" />
          <input type="hidden" name="step" value={name} />
          {points.map((point) => (
            <CheckField
              key={point}
              name="ticked"
              id={`${name}-${point}`}
              value={point}
              label={words[point]}
              defaultChecked={its?.ticked.includes(point) ?? false}
            />
          ))}
          <TextArea
            name="remark"
            id={`${name}-remark`}
            label={texts.remark}
            defaultValue={its?.remark ?? ''}
            rows={2}
            optional
          />
          <Button>{texts.keep}</Button>
        </Form>
      ) : (
        <div className="pb-3 pl-5">
          <ul className="space-y-1">
            {points.map((point) => (
              <li key={point} className="flex items-center gap-2">
                <Icon
                  name={its?.ticked.includes(point) ? 'check' : 'minus'}
                  className={`size-4 ${its?.ticked.includes(point) ? 'text-ok' : 'text-ink-soft'}`}
                />
                {words[point]}
              </li>
            ))}
          </ul>
          {its?.remark && <p className="mt-2 max-w-prose whitespace-pre-line">{its.remark}</p>}
        </div>
      )}
    </details>
  )
}
