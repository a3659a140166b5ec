import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { passCaucus, readEarlier } from '../channels/earlier.server'
import { earlierNoOf, sideOfPath } from '../channels/kinds'
import { earlierThan } from '../channels/paging'
import { EvidenceList } from '../parts/evidence-list'
import { Talk } from '../parts/talk'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.talk' })
const passForm = z.object({ move: z.literal('pass') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const [side, no] = [found(sideOfPath(params.side)), found(earlierNoOf(params.no))]
  return found(await readEarlier(db, actor, params.caseId!, side, no, earlierThan(url)))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const [side, no] = [found(sideOfPath(params.side)), found(earlierNoOf(params.no))]
  return withForm(entered, passForm, async (tx) => {
    const { its } = found(await readEarlier(tx, actor, params.caseId!, side, no))
    await passCaucus(tx, its.id, side, no)
    return redirect(`/cases/${its.id}/caucus/${side}/earlier/${no}?done=caucus-passed`)
  })
}

/** What a side and a mediator who has left said to each other: it passes on only if that side says so. */
export default function EarlierCaucus() {
  const { no, side, items, passed, mayPass, mediatorName, ...talk } = useLoaderData<typeof loader>()
  const mediates = talk.its.roles.includes('mediator')
  const answer = answerOf(useActionData<typeof action>())
  const { talk: texts, tabs } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: talk.its.number, to: `/cases/${talk.its.id}` },
          { label: tabs.caucus, to: `/cases/${talk.its.id}/caucus/${side}` },
        ]}
        title={texts.earlierOf(String(no))}
        sentence={mediates ? texts.earlierPassed : texts.earlierLead}
      />
      {passed && !mediates && (
        <div className="mb-4">
          <Notice meaning="info">{texts.passed}</Notice>
        </div>
      )}
      {mayPass && (
        <div className="mb-6">
          <ConfirmMove
            move="pass"
            verb={texts.pass}
            look="secondary"
            title={texts.passTitle(mediatorName ?? '')}
            consequences={[...texts.passWhat]}
            undo={{ possible: false, words: texts.passUndo }}
            answer={answer}
          />
        </div>
      )}
      <Talk {...talk} ended answer={undefined} />
      <EvidenceList
        its={talk.its}
        kind={talk.kind}
        places={[]}
        items={items}
        at={{ item: (id) => `/cases/${talk.its.id}/items/${id}`, add: null }}
      />
    </>
  )
}
