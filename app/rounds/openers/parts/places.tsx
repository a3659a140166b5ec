import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { MoveForm } from '~/web/move-form'
import { successorForm } from '../form'
import type { Candidate, RoundOpener } from '../queries.server'
import { useOpenerTexts } from './texts'

type PlacesProps = { openers: readonly RoundOpener[]; successors: readonly RoundOpener[] }

/** Who opens by the present notice, and who would by the next one. */
export function Places({ openers, successors }: PlacesProps) {
  const { replacement: texts, draft, key } = useOpenerTexts()
  const named = useNamed()
  return (
    <Section title={texts.places}>
      <ul className="divide-y divide-line">
        {openers.map(({ no, name, organization, organizationEn }) => {
          const next = successors.find((one) => one.no === no)
          return (
            <li key={no} className="space-y-1 py-2">
              <p className="font-medium">
                {key.noOf(String(no))} · {name}
              </p>
              <p className="text-sm text-ink-soft">{named(organization, organizationEn)}</p>
              {next && (
                <>
                  <p>{texts.taking(next.name, named(next.organization, next.organizationEn))}</p>
                  <Chip meaning={next.readyAt ? 'ok' : 'attention'}>
                    {draft.keyOf[next.readyAt ? 'ready' : next.recipient ? 'made' : 'none']}
                  </Chip>
                  {next.recipient && (
                    <code className="block truncate text-sm text-ink-soft">{next.recipient}</code>
                  )}
                  <MoveForm move="drop" hidden={{ no: String(no) }}>
                    <Button size="small">{texts.drop}</Button>
                  </MoveForm>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

type NameSuccessorProps = {
  openers: readonly RoundOpener[]
  candidates: readonly Candidate[]
  answer: Answer | undefined
}

/** Whose place, and who takes it: another person, or the same one with a new key. */
export function NameSuccessor({ openers, candidates, answer }: NameSuccessorProps) {
  const { replacement: texts, key } = useOpenerTexts()
  const named = useNamed()
  return (
    <CheckedForm form={successorForm} answer={answer} className="max-w-2xl space-y-5">
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="name" />
          <SelectField
            {...field('no')}
            label={texts.place}
            empty
            options={openers.map(({ no, name }) => ({
              value: String(no),
              label: `${key.noOf(String(no))} · ${name}`,
            }))}
          />
          <SelectField
            {...field('person')}
            label={texts.person}
            hint={texts.personHint}
            empty
            options={candidates.map(({ personId, name, organization, organizationEn }) => ({
              value: personId,
              label: `${name} · ${named(organization, organizationEn)}`,
            }))}
          />
          <Button look="primary" busy={busy}>
            {texts.nameButton}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
