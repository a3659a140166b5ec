import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listComputersToGive } from '~/compliance/computers/queries.server'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { offerComputer } from '../computers.server'
import { computerOfferForm } from '../form'

export const handle = page({ access: 'license.manage', title: 'licenses.transfer-computer', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { computers: await listComputersToGive(db, actor), chosen: url.searchParams.get('computer') ?? '' }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, computerOfferForm, async (tx, values) => {
    const id = await offerComputer(tx, entered.actor, values)
    return redirect(`/licenses/transfers/${id}?done=transfer-offered`)
  })
}

export default function NewComputerTransfer() {
  const { computers, chosen } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts().transfers
  const texts = all.computer
  return (
    <>
      <PageHead
        trail={[{ label: all.title, to: '/licenses/transfers' }]}
        title={texts.offer}
        sentence={texts.lead}
      />
      {computers.length === 0 ? (
        <Empty title={texts.none} why={texts.noneWhy} icon="layers" />
      ) : (
        <CheckedForm
          form={computerOfferForm}
          answer={answer}
          encType="multipart/form-data"
          className="max-w-xl space-y-5"
          defaults={{ computerId: chosen }}
        >
          {(field, busy) => (
            <>
              <SelectField
                {...field('computerId')}
                label={texts.which}
                empty
                options={computers.map(({ id, no, name, rights, forbidden }) => ({
                  value: id,
                  label: texts.option(name && name !== no ? `${no} ${name}` : no, rights, forbidden),
                }))}
              />
              <TextField {...field('uscc')} label={all.uscc} hint={all.usccHint} />
              <TextArea
                {...field('reason')}
                label={all.ground}
                hint={texts.groundHint}
                rows={3}
                maxLength={500}
              />
              <FileDrop {...field('evidence')} label={texts.evidence} hint={texts.evidenceHint} />
              <FileDrop {...field('consent')} label={all.consent} hint={texts.consentHint} optional />
              <p className="text-sm text-ink-soft">{texts.receiverSees}</p>
              <Button look="primary" busy={busy}>
                {all.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
