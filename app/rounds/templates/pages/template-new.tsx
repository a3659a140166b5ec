import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useRoundTitle } from '../../parts/round-title'
import { TermsTable } from '../../parts/terms-table'
import { useRoundsTexts } from '../../parts/texts'
import { findRound } from '../../queries.server'
import { saveTemplate } from '../commands.server'
import { templateForm } from '../form'
import { listTemplates } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.template-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, titleEn, terms } = found(await findRound(db, actor, params.roundId!))
  return { id, title, titleEn, terms, names: (await listTemplates(db)).map(({ name }) => name) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, templateForm, async (tx, values) => {
    await saveTemplate(tx, entered.actor, entered.params.roundId!, values)
    return redirect('/rounds/templates?done=template-saved')
  })
}

export default function NewTemplate() {
  const { id, title, titleEn, terms, names } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.templates
  const titleOf = useRoundTitle()
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/rounds/templates' },
          { label: titleOf({ title, titleEn }), to: `/rounds/${id}` },
        ]}
        title={texts.save}
        sentence={texts.saveLead}
      />
      <CheckedForm form={templateForm} answer={answer} className="mb-8 max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <TextField
              {...field('name')}
              label={texts.name}
              hint={names.length > 0 ? texts.nameHint(names) : undefined}
            />
            <TextField {...field('nameEn')} label={texts.nameEn} optional />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
      <TermsTable terms={terms} version={1} />
    </>
  )
}
