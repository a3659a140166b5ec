import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { useNamed } from '~/design/named'
import { NumberField } from '~/design/number-field'
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
import { offerUnits } from '../commands.server'
import { offerForm, transferKinds } from '../form'
import { listGiveable } from '../queries.server'

export const handle = page({ access: 'license.manage', title: 'licenses.transfer-new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { rights: await listGiveable(db, actor), chosen: url.searchParams.get('entitlement') ?? '' }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, offerForm, async (tx, values) => {
    const id = await offerUnits(tx, entered.actor, values, entered.now)
    return redirect(`/licenses/transfers/${id}?done=transfer-offered`)
  })
}

export default function NewTransfer() {
  const { rights, chosen } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.transfers
  const name = useSoftwareName()
  const named = useNamed()
  const options = rights.map((row) => ({
    value: row.id,
    label: texts.right(
      row.no,
      `${name(row)} ${named(row.edition, row.editionEn)}`,
      row.unassigned,
      row.transferable,
    ),
  }))
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/licenses/transfers' }]}
        title={texts.offer}
        sentence={texts.offerLead}
      />
      {rights.length === 0 ? (
        <Empty title={texts.nothingToGive} why={texts.nothingToGiveWhy} icon="layers" />
      ) : (
        <CheckedForm
          form={offerForm}
          answer={answer}
          encType="multipart/form-data"
          className="max-w-xl space-y-5"
          defaults={{ entitlementId: chosen, kind: 'allocation' }}
        >
          {(field, busy) => (
            <>
              <SelectField {...field('entitlementId')} label={texts.whichRight} empty options={options} />
              <NumberField {...field('quantity')} label={texts.units} hint={texts.unitsHint} />
              <ChoiceGroup
                {...field('kind')}
                type="radio"
                label={texts.kind}
                chosen={answer?.values.kind ?? 'allocation'}
                choices={transferKinds.map((value) => ({
                  value,
                  label: texts.kinds[value],
                  hint: texts.kindHints[value],
                }))}
              />
              <TextField {...field('uscc')} label={texts.uscc} hint={texts.usccHint} />
              <TextArea
                {...field('reason')}
                label={texts.ground}
                hint={texts.groundHint}
                rows={3}
                maxLength={500}
              />
              <FileDrop {...field('consent')} label={texts.consent} hint={texts.consentHint} optional />
              <p className="text-sm text-ink-soft">{texts.receiverSees}</p>
              <Button look="primary" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
