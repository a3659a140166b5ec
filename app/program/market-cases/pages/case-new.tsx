import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { uuidForm } from '~/kernel/fields'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { findSeller, findVisit } from '../../sellers/queries.server'
import { openCase } from '../commands.server'
import { caseForm } from '../form'

export const handle = page({ access: 'market.work', title: 'program.market-case-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url } = await enter(args, handle)
  const { id, name } = found(await findSeller(db, params.sellerId!))
  const asked = url.searchParams.get('visit') ?? ''
  const visit = uuidForm.test(asked) ? await findVisit(db, asked) : undefined
  return { id, name, visitId: visit?.id ?? '', facts: visit?.remark ?? '' }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, caseForm, async (tx, values) => {
    const { id } = found(await findSeller(tx, entered.params.sellerId!))
    const caseId = await openCase(tx, entered.actor, id, values)
    return redirect(`/office/market-cases/${caseId}?done=case-opened`)
  })
}

export default function NewCase() {
  const { id, name, visitId, facts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMarketTexts()
  const texts = all.case
  return (
    <>
      <PageHead
        trail={[
          { label: all.sellers.title, to: '/office/sellers' },
          { label: name, to: `/office/sellers/${id}` },
        ]}
        title={texts.open}
        sentence={texts.openLead}
      />
      <CheckedForm form={caseForm} answer={answer} defaults={{ facts }} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" name="visitId" value={visitId} />
            <TextArea {...field('facts')} label={texts.facts} rows={6} width="full" />
            <Button look="primary" busy={busy}>
              {texts.open}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
