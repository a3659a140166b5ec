import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { useRoundTitle } from '../../parts/round-title'
import { useRoundsTexts } from '../../parts/texts'
import { findRound } from '../../queries.server'
import { successorOrReplacement } from '../form'
import { NameSuccessor, Places } from '../parts/places'
import { PublishReplacement } from '../parts/publish-replacement'
import { useOpenerTexts } from '../parts/texts'
import { listCandidates, listRoundOpeners, listSuccessors } from '../queries.server'
import { nameSuccessor, replaceOpeners } from '../replace.server'

export const handle = page({
  access: 'round.run',
  title: 'rounds.opener-replacement',
  stepUp: true,
  seals: true,
})
export { clientLoader } from '~/web/own-document'

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, number, title, titleEn, noticeHash, state } = found(await findRound(db, actor, params.roundId!))
  const round = { id, number, title, titleEn, state, notice: found(noticeHash).toString('hex') }
  const [openers, successors] = [await listRoundOpeners(db, id), await listSuccessors(db, id)]
  const [candidates, scripts] = [await listCandidates(db), await findScripts(db)]
  return { round, openers, successors, candidates, author: actor.organizationId, scripts }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const roundId = entered.params.roundId!
  return withForm(entered, successorOrReplacement, async (tx, values) => {
    const publishes = values.move === 'publish'
    if (publishes) await replaceOpeners(tx, entered.actor, roundId, values)
    else await nameSuccessor(tx, entered.actor, roundId, values)
    return redirect(
      publishes
        ? `/rounds/${roundId}/addenda?done=addendum`
        : `/rounds/${roundId}/addenda/openers?done=saved`,
    )
  })
}

export default function Replacement() {
  const { round, openers, successors, candidates, author, scripts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = useOpenerTexts().replacement
  const titleOf = useRoundTitle()
  const open = round.state === 'published' || round.state === 'frozen'
  const next = openers.map((opener) => successors.find(({ no }) => no === opener.no) ?? opener)
  const ready = successors.length > 0 && successors.every(({ readyAt }) => readyAt)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds' },
          { label: titleOf(round), to: `/rounds/${round.id}` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      {openers.length === 0 && <Notice meaning="info" title={texts.byPlatform} />}
      {!open && <Notice meaning="attention" title={texts.over} />}
      {open && openers.length > 0 && (
        <Columns side={<Places openers={openers} successors={successors} />}>
          <Section title={texts.name} sentence={texts.nameLead}>
            <NameSuccessor openers={openers} candidates={candidates} answer={ready ? undefined : answer} />
          </Section>
          <Section title={texts.publish} sentence={ready ? texts.publishLead : texts.notReady}>
            {ready && (
              <PublishReplacement
                round={round.id}
                notice={round.notice}
                author={author}
                recipients={next.map(({ recipient }) => recipient!)}
                answer={answer}
              />
            )}
          </Section>
          <ServedScripts scripts={scripts} />
        </Columns>
      )}
    </>
  )
}
