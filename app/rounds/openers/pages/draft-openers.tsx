import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { ChoiceGroup } from '~/design/choice-group'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { useLocale } from '~/design/locale'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findDraft } from '../../drafts/queries.server'
import { DraftFrame, draftPath } from '../../parts/draft-frame'
import { nameOpeners } from '../commands.server'
import { openersForm } from '../form'
import { useOpenerTexts } from '../parts/texts'
import { listCandidates, listRoundOpeners, type RoundOpener } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const draft = found(await findDraft(db, actor, params.roundId!))
  return { draft, candidates: await listCandidates(db), openers: await listRoundOpeners(db, draft.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, openersForm, async (tx, values) => {
    await nameOpeners(tx, entered.actor, roundId!, values)
    return redirect(`${draftPath(roundId!, 'review')}?done=saved`)
  })
}

export default function DraftOpeners() {
  const { draft, candidates, openers } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOpenerTexts().draft
  const zh = useLocale() === 'zh'
  const personIn = (no: number) => openers.find((opener) => opener.no === no)?.personId ?? ''
  const modes = draft.profile === 'quick' ? (['openers', 'platform'] as const) : (['openers'] as const)
  return (
    <DraftFrame draft={draft} step="openers" sentence={texts.lead}>
      <Columns side={draft.terms.sealing === 'openers' && <Keys openers={openers} />}>
        <CheckedForm
          form={openersForm}
          answer={answer}
          defaults={Object.fromEntries([1, 2, 3].map((no) => [`openers.${no - 1}`, personIn(no)]))}
        >
          {(field, busy) => (
            <div className="group/sealing max-w-2xl space-y-5">
              <ChoiceGroup
                type="radio"
                name="sealing"
                label={texts.sealing}
                chosen={draft.terms.sealing}
                choices={modes.map((value) => ({
                  value,
                  label: texts.modes[value],
                  hint: texts.modeHints[value],
                }))}
              />
              <div className="space-y-5 group-has-[input[value=platform]:checked]/sealing:hidden">
                {[0, 1, 2].map((place) => (
                  <SelectField
                    key={place}
                    {...field(`openers.${place}`)}
                    label={texts.person(String(place + 1))}
                    empty
                    options={candidates.map(({ personId, name, organization, organizationEn }) => ({
                      value: personId,
                      label: `${name} · ${zh ? organization : (organizationEn ?? organization)}`,
                    }))}
                  />
                ))}
              </div>
              <Button look="primary" busy={busy}>
                {texts.save}
              </Button>
            </div>
          )}
        </CheckedForm>
      </Columns>
    </DraftFrame>
  )
}

/** How far each opener is with the key. */
function Keys({ openers }: { openers: readonly RoundOpener[] }) {
  const texts = useOpenerTexts().draft
  const ready = openers.filter(({ readyAt }) => readyAt).length
  return (
    <Section title={texts.keys} sentence={texts.ready(String(ready))}>
      {openers.length === 0 && <Empty icon="lock" title={texts.none} why={texts.noneWhy} />}
      <ul className="divide-y divide-line">
        {openers.map(({ no, name, recipient, readyAt }) => {
          const standing = readyAt ? 'ready' : recipient ? 'made' : 'none'
          return (
            <li key={no} className="space-y-1 py-2">
              <p className="font-medium">{name}</p>
              <Chip meaning={readyAt ? 'ok' : 'attention'}>{texts.keyOf[standing]}</Chip>
              {recipient && <code className="block truncate text-sm text-ink-soft">{recipient}</code>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
