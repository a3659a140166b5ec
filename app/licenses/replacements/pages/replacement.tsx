import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { addDays, startOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { maskedKey } from '../../keys/masked'
import { useLicensesTexts } from '../../parts/texts'
import { deliverReplacement } from '../commands.server'
import { replacementForm } from '../form'
import { Deliver } from '../parts/deliver'
import { ReplacementChip } from '../parts/replacement-chip'
import { findReplacement } from '../queries.server'

export const handle = page({
  access: 'license.supply',
  title: 'licenses.replacement',
  files: true,
  secret: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const its = found(await findReplacement(db, params.replacementId!))
  return { title: its.entitlementNo, its, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, replacementForm, async (tx, values) => {
    await deliverReplacement(tx, entered.actor, entered.params.replacementId!, values)
    return redirect(`/supplied/replacements/${entered.params.replacementId}?done=replaced`)
  })
}

export default function Replacement() {
  const { its, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.replacements
  const name = useSoftwareName()
  const named = useNamed()
  const format = useFormat()
  const tails = its.faultyTails ?? []
  return (
    <>
      <PageHead
        trail={[
          { label: all.supplied.title, to: '/supplied' },
          { label: texts.title, to: '/supplied/replacements' },
        ]}
        title={texts.of(format.number(its.quantity), its.entitlementNo)}
        state={<ReplacementChip state={its.state} />}
        sentence={its.state === 'open' ? texts.sentence : undefined}
      />
      <Columns
        side={
          <Section title={texts.what}>
            <Facts
              items={[
                { label: texts.software, value: `${name(its)} ${named(its.edition, its.editionEn)}` },
                { label: texts.licenseOld, value: <span className="figure">{its.entitlementNo}</span> },
                { label: texts.buyer, value: named(its.buyer, its.buyerEn) },
                {
                  label: all.supplied.order,
                  value: <TextLink to={`/orders/${its.orderId}`}>{its.orderNo}</TextLink>,
                },
                {
                  label: texts.quantity,
                  value: format.number(its.quantity),
                  hint: its.state === 'open' ? texts.ofHeld(its.held) : '',
                },
                {
                  label: texts.due,
                  value:
                    its.state === 'open' ? (
                      <Deadline at={startOf(addDays(its.dueOn, 1))} now={now} />
                    ) : (
                      <Day on={its.dueOn} />
                    ),
                },
                ...(its.deliveredAt ? [{ label: texts.deliveredAt, value: <Moment at={its.deliveredAt} /> }] : []), // oxfmt-ignore
                ...(its.resultNo ? [{ label: texts.result, value: <span className="figure">{its.resultNo}</span> }] : []), // oxfmt-ignore
              ]}
            />
          </Section>
        }
      >
        {its.state === 'delivered' && <Notice meaning="ok">{texts.done}</Notice>}
        {its.state === 'withdrawn' && <Notice meaning="quiet">{texts.withdrawn}</Notice>}
        {its.state === 'open' && (
          <>
            {its.singleKeys > 0 && (
              <Section title={texts.givenUp}>
                <p className="max-w-prose">
                  {tails.length > 0 ? texts.faulty(tails.map(maskedKey).join(' ')) : texts.unnamed}
                </p>
              </Section>
            )}
            <Deliver its={its} answer={answer} />
          </>
        )}
      </Columns>
    </>
  )
}
