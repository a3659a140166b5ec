import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listPositions } from '~/compliance/positions/queries.server'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { LicenseTabs } from '../../parts/license-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { moveTrueUp } from '../commands.server'
import { trueUpForm } from '../form'
import { DecidedTrueUps } from '../parts/decided'
import { HeldPrices } from '../parts/held-prices'
import { OpenTrueUp } from '../parts/open-true-up'
import { listHeldPrices, listTrueUps } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.true-ups' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const positions = await listPositions(db, actor.organizationId)
  const gaps = Object.fromEntries(positions.map(({ productId, gap }) => [productId, gap]))
  const may = { manages: is(actor, 'asset_manager'), approves: is(actor, 'approver') }
  return { rows: await listTrueUps(db, actor), held: await listHeldPrices(db), gaps, may }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, trueUpForm, async (tx, values) => {
    const done = await moveTrueUp(tx, entered.actor, values)
    return redirect(`/licenses/true-ups?done=${done}`)
  })
}

export default function TrueUps() {
  const { rows, held, gaps, may } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useLicensesTexts().trueUps
  const open = rows.filter(({ decidedAt }) => decidedAt === null)
  const decided = rows.filter(({ decidedAt }) => decidedAt !== null)
  const priceOf = (awardId: string) => held.find((one) => one.awardId === awardId)?.unitPrice
  const asked = new Set(open.map(({ awardId }) => awardId))
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
          <Empty title={texts.none} why={texts.noneWhy} icon="check-circle" />
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {open.map((row) => (
              <OpenTrueUp
                key={row.id}
                row={row}
                gap={gaps[row.productId] ?? 0}
                price={priceOf(row.awardId) ?? row.unitPrice}
                may={may}
                answer={answer}
              />
            ))}
          </ul>
        )}
      </Section>
      <HeldPrices rows={held} gaps={gaps} asked={asked} manages={may.manages} />
      <DecidedTrueUps rows={decided} />
    </>
  )
}
