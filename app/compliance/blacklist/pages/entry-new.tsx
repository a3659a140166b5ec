import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { listOffered } from '~/licenses/entitlements/editions.server'
import { answerOf, chosenOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useBlacklistTexts } from '../../parts/texts'
import { proposeEntry } from '../commands.server'
import { proposalForm } from '../form'

export const handle = page({ access: 'blacklist.propose', title: 'compliance.blacklist-new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { products: await listOffered(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, proposalForm, async (tx, values) => {
    const id = await proposeEntry(tx, entered.actor, values, entered.now)
    return redirect(`/office/blacklist/${id}?done=proposed`)
  })
}

export default function NewEntry() {
  const { products } = useLoaderData<typeof loader>()
  const name = useSoftwareName()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBlacklistTexts()
  const all = texts.desk
  return (
    <>
      <PageHead
        trail={[{ label: all.title, to: '/office/blacklist' }]}
        title={all.propose}
        sentence={all.proposeLead}
      />
      <CheckedForm
        form={proposalForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-xl space-y-5"
      >
        {(field, busy) => (
          <>
            <TextField {...field('uscc')} label={texts.facts.uscc} hint={all.usccHint} />
            <TextField {...field('decisionNo')} label={texts.facts.decisionNo} />
            <TextField {...field('authority')} label={texts.facts.authority} />
            <DateField {...field('decidedOn')} label={texts.facts.decidedOn} />
            <TextArea {...field('ground')} label={texts.facts.ground} hint={all.groundHint} rows={3} />
            {[0, 1, 2].map((place) => (
              <SelectField
                key={place}
                id={`products-${place}`}
                name="products[]"
                defaultValue={chosenOf(answer, 'products[]')[place]}
                label={all.software(place + 1)}
                hint={place === 0 && all.softwareHint}
                optional
                empty
                options={products.map((product) => ({ value: product.id, label: name(product) }))}
              />
            ))}
            <FileDrop {...field('file')} label={all.file} hint={all.fileHint} accept=".pdf,image/*" />
            <Button look="primary" busy={busy}>
              {all.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
