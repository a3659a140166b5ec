import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { market as zh } from '~/texts/zh/market'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { useMarketTexts } from '../../parts/market-texts'
import type { SellerKind } from '../../sellers/form'
import { moveCase } from '../commands.server'
import { caseMoveForm } from '../form'
import { masked } from '../masking'
import { CaseChip } from '../parts/case-chip'
import { CaseFacts, CaseStory } from '../parts/case-story'
import { CaseMoves, NextStep } from '../parts/case-moves'
import { TypicalCase } from '../parts/typical-case'
import { findCase } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.market-case', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { maskedBy, ...its } = found(await findCase(db, params.marketCaseId!))
  const papers = await listAttachments(db, its.id)
  const party = zh.case.party[its.kind as SellerKind]
  const told = [its.ground, its.facts].filter(Boolean).join('：')
  return {
    its,
    papers: papers.map(({ id, name }) => ({ id, name })),
    history: await listHistory(db, its.id),
    works: is(actor, 'inspector', 'officer'),
    publishes: is(actor, 'officer') && its.published !== null && maskedBy !== actor.personId,
    draft: its.published ?? masked(`${party}${told}`, { ...its, name: its.seller }, party),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'market.work' })
  return withForm(entered, caseMoveForm, async (tx, asked) => {
    const { id } = found(await findCase(tx, entered.params.marketCaseId!))
    await moveCase(tx, entered.actor, id, asked, entered.now)
    return redirect(`/office/market-cases/${id}?done=case-${asked.move}`)
  })
}

export default function MarketCase() {
  const { its, papers, history, works, publishes, draft } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMarketTexts().case
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/market-cases' }]}
        title={texts.of(its.no)}
        state={<CaseChip state={its.state} />}
        sentence={texts.sentence[its.state]}
      />
      {answer?.values.move === 'propose' && <AnswerSummary answer={answer} />}
      <Columns side={<CaseFacts its={its} papers={papers} />}>
        <CaseStory its={its} />
        {works && <NextStep state={its.state} answer={answer} />}
        {works && (
          <CaseMoves state={its.state} proposes={its.decisionNo !== null && !its.entryId} answer={answer} />
        )}
        {its.decisionNo !== null && (
          <TypicalCase its={its} draft={draft} writes={works} publishes={publishes} answer={answer} />
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
