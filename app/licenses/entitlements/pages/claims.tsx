import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Software } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { decideClaim } from '../claim.server'
import { listClaims } from '../claims.server'
import { claimDecisionForm } from '../form'

export const handle = page({ access: 'license.verify', title: 'licenses.claims' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listClaims(db), decides: is(actor, 'officer', 'inspector') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, claimDecisionForm, async (tx, { entitlementId, move, reason }) => {
    await decideClaim(tx, entered.actor, entitlementId, move, reason)
    return redirect(`/office/claims?done=${move === 'verify' ? 'claim-verified' : 'claim-rejected'}`)
  })
}

export default function Claims() {
  const { rows, decides } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.claims
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      {rows.length === 0 ? (
        <Empty title={texts.none} why={texts.noneWhy} icon="check-circle" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {rows.map((row) => (
            <li key={row.id} className="grid gap-x-8 gap-y-2 py-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
              <div className="min-w-0">
                <p className="font-medium">
                  <Software
                    product={row}
                    edition={row.edition}
                    editionEn={row.editionEn}
                    release={row.release}
                  />{' '}
                  × {row.quantity !== null && format.number(row.quantity)}
                </p>
                <p className="text-ink-soft">
                  <TextLink to={`/office/compliance/${row.organizationId}`}>
                    {named(row.organization, row.organizationEn)}
                  </TextLink>{' '}
                  · {row.no} · {all.list.starts} <Day on={row.startsOn} />
                  {row.endsOn && (
                    <>
                      {' – '}
                      <Day on={row.endsOn} />
                    </>
                  )}
                </p>
                <p className="text-sm text-ink-soft">
                  {[
                    row.licenseNo && `${all.entitlement.licenseNo} ${row.licenseNo}`,
                    row.claim.supplier,
                    row.claim.contract_no && `${all.entitlement.contractNo} ${row.claim.contract_no}`,
                    row.claim.invoice_no && `${all.entitlement.invoiceNo} ${row.claim.invoice_no}`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <p className="mt-1">
                  {row.evidenceFileId ? (
                    <a className="text-accent underline" href={`/files/${row.evidenceFileId}`}>
                      {row.evidenceName}
                    </a>
                  ) : (
                    <Chip meaning="attention">{texts.noEvidence}</Chip>
                  )}
                </p>
              </div>
              {decides && (
                <Form method="post" className="flex flex-wrap items-start gap-2">
                  <KeyField />
                  <input type="hidden" name="entitlementId" value={row.id} />
                  <input
                    name="reason"
                    aria-label={texts.reason}
                    placeholder={texts.reasonHint}
                    maxLength={200}
                    className="control min-w-0 flex-1 basis-40"
                  />
                  <Button name="move" value="verify">
                    {texts.verify}
                  </Button>
                  <Button look="danger" name="move" value="reject">
                    {texts.reject}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
