import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useWhatIfTexts } from '../../parts/texts'
import { addressOf, askedIn } from '../asked'
import { whatIfForm } from '../form'
import { Changes } from '../parts/changes'
import { Figures } from '../parts/figures'
import { RemovedFrom } from '../parts/removed-from'
import { Supposed } from '../parts/supposed'
import { SupposeForms } from '../parts/suppose-forms'
import { suppositionsOf } from '../supposition'
import { draftSupposed, findWhatIf } from '../what-if.server'

export const handle = page({ access: 'compliance.read', title: 'compliance.what-if' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = askedIn(url.searchParams)
  if (asked.next) return redirect(asked.next)
  const its = await findWhatIf(db, actor, asked.suppositions, now)
  return { ...its, ...asked, mayAsk: is(actor, 'asset_manager', 'buyer', 'approver') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, whatIfForm, async (tx) => {
    const supposed = suppositionsOf(entered.url.searchParams.getAll('s'))
    await draftSupposed(tx, entered.actor, supposed, entered.now)
    return redirect('/demands?which=draft&done=saved')
  })
}

export default function WhatIfPage() {
  const its = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useWhatIfTexts()
  const { suppositions, changes, choices, removed, mayAsk } = its
  const buys = suppositions.filter(({ kind }) => kind === 'buy').length
  return (
    <>
      <PageHead
        trail={[{ label: texts.position, to: '/compliance' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={
          mayAsk &&
          buys > 0 && (
            <MoveForm move="demand" answer={answer} action={addressOf(suppositions)}>
              <Button look="primary" icon="plus">
                {texts.toDemand(buys)}
              </Button>
            </MoveForm>
          )
        }
      />
      <FormSummary problems={[]} refusal={answer?.refusal ? { what: answer.refusal.sentence } : null} />
      {its.isEmpty ? (
        <Empty
          title={texts.noEstate}
          why={texts.noEstateWhy}
          icon="chart"
          action={<LinkButton to="/inventory">{texts.toInventory}</LinkButton>}
        />
      ) : (
        <>
          <Section title={texts.supposed} count={suppositions.length}>
            <Supposed suppositions={suppositions} choices={choices} />
          </Section>
          {suppositions.length > 0 && (
            <Section title={texts.result}>
              <Figures {...its} />
              <Changes changes={changes} />
              <p className="mt-3 max-w-prose text-sm text-ink-soft">{texts.assumed}</p>
            </Section>
          )}
          {removed.length > 0 && <RemovedFrom removed={removed} inAll={its.removedInAll} />}
          <Section title={texts.more} id="add">
            <SupposeForms suppositions={suppositions} choices={choices} badUnits={its.badUnits} />
          </Section>
        </>
      )}
    </>
  )
}
