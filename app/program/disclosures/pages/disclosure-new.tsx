import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { enterDisclosure } from '../commands.server'
import { disclosureForm, kinds } from '../form'
import { useDisclosureTexts } from '../parts/texts'
import { listFollowed } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.disclosure-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { enterprises: await listFollowed(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, disclosureForm, async (tx, values) => {
    const id = await enterDisclosure(tx, entered.actor, values, entered.now)
    return redirect(`/office/disclosures/${id}?done=disclosure-entered`)
  })
}

export default function NewDisclosure() {
  const { enterprises } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDisclosureTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/disclosures' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <CheckedForm form={disclosureForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <SelectField
              {...field('orgId')}
              label={texts.enterprise}
              empty
              options={enterprises.map(({ id, name, nameEn, listing }) => ({
                value: id,
                label: `${named(name, nameEn)} (${texts.listings[listing]})`,
              }))}
            />
            <SelectField
              {...field('kind')}
              label={texts.kind}
              empty
              options={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
            />
            <DateField {...field('onDay')} label={texts.onDay} />
            <TextField {...field('source')} label={texts.source} hint={texts.sourceHint} width="full" />
            <TextField {...field('link')} label={texts.link} hint={texts.linkHint} width="full" optional />
            <TextArea {...field('text')} label={texts.text} rows={5} width="full" />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
