import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listOffered } from '../../entitlements/editions.server'
import { LicenseTabs } from '../../parts/license-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { decideRenewal } from '../decide.server'
import { renewalForm } from '../form'
import { findCoTerm, setCoTerm } from '../co-term.server'
import { CoTerm } from '../parts/co-term'
import { RenewalDecision } from '../parts/renewal-decision'
import { Successor } from '../parts/successor'
import { listRenewals } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.renewals' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const manages = is(actor, 'asset_manager')
  return {
    rows: await listRenewals(db, actor),
    products: manages ? await listOffered(db) : [],
    coTerm: await findCoTerm(db, actor.organizationId),
    manages,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, renewalForm, async (tx, values) => {
    if (values.move === 'co-term') {
      await setCoTerm(tx, entered.actor, values.month)
      return redirect('/licenses/renewals?done=co-term-set')
    }
    await decideRenewal(tx, entered.actor, values)
    return redirect(
      `/licenses/renewals?done=${values.move === 'drop' ? 'renewal-dropped' : 'renewal-decided'}`,
    )
  })
}

export default function Renewals() {
  const { rows, products, coTerm, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.renewals
  const format = useFormat()
  const name = useSoftwareName()
  const named = useNamed()
  const open = rows.filter(({ state }) => state === 'open')
  const decided = rows.filter(({ state }) => state !== 'open')
  const groups = products.map((product) => ({
    label: named(product.nameZh, product.nameEn),
    options: product.editions.map((edition) => ({
      value: edition.id,
      label: named(edition.name, edition.nameEn),
    })),
  }))
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <LicenseTabs />
      <div className="mt-5">
        <FormSummary
          problems={answer?.problems ?? []}
          refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
        />
      </div>
      <Section title={texts.open} count={open.length}>
        {open.length === 0 ? (
          <Empty title={texts.none} why={texts.noneWhy} icon="calendar" />
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {open.map((row) => (
              <li key={row.id} className="grid gap-x-8 gap-y-3 py-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
                <div className="min-w-0">
                  <p className="font-medium">
                    {name(row)}{' '}
                    <span className="font-normal text-ink-soft">{named(row.edition, row.editionEn)}</span>
                  </p>
                  <p className="text-ink-soft">
                    <TextLink to={`/licenses/${row.entitlementId}`}>{row.entitlementNo}</TextLink> ·{' '}
                    {texts.held(row.held ?? 0, row.proposed)}
                    {row.lastPrice !== null && ` · ${texts.lastPrice(format.money(row.lastPrice))}`}
                  </p>
                  <p className={row.daysLeft <= 30 ? 'font-medium text-risk' : 'text-attention'}>
                    {texts.ends} <Day on={row.neededBy} /> · {all.daysLeft(row.daysLeft)}
                  </p>
                </div>
                {manages && <RenewalDecision row={row} editions={groups} />}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <CoTerm month={coTerm} manages={manages} />
      {decided.length > 0 && (
        <Section title={texts.decided} count={decided.length}>
          <Table
            caption={texts.decided}
            rows={decided}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              {
                key: 'what',
                head: texts.product,
                cell: (row) => (
                  <>
                    {name(row)} <span className="text-ink-soft">{named(row.edition, row.editionEn)}</span>
                  </>
                ),
              },
              { key: 'state', head: texts.outcome, narrow: 'end', cell: ({ state }) => texts.state[state] },
              {
                key: 'quantity',
                head: all.list.quantity,
                type: 'number',
                cell: ({ quantity }) => quantity ?? '',
              },
              {
                key: 'needed',
                head: texts.ends,
                type: 'date',
                cell: ({ neededBy }) => <Day on={neededBy} />,
              },
              { key: 'successor', head: texts.successor, cell: (row) => <Successor row={row} /> },
              { key: 'why', head: texts.reason, cell: ({ reason }) => reason },
              { key: 'by', head: all.entitlement.by, narrow: 'hidden', cell: ({ decidedBy }) => decidedBy },
            ]}
          />
        </Section>
      )}
    </>
  )
}
