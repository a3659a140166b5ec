import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { readExpertTalk, speakWithExpert } from '../channels/experts.server'
import { doneOfTalk, talkForm } from '../channels/form'
import { expertNoOf, expertPath } from '../channels/kinds'
import { earlierThan } from '../channels/paging'
import { listExpertFiles } from '../evidence/of-experts.server'
import { EvidenceList } from '../parts/evidence-list'
import { Talk } from '../parts/talk'

export const handle = page({ access: 'seat', title: 'mediation.expert' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const no = found(expertNoOf(params.no))
  const talk = found(await readExpertTalk(db, actor, params.caseId!, no, earlierThan(url)))
  return { ...talk, files: await listExpertFiles(db, params.caseId!, no) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const no = found(expertNoOf(params.no))
  return withForm(entered, talkForm, async (tx, values) => {
    found(await readExpertTalk(tx, actor, params.caseId!, no))
    await speakWithExpert(tx, actor, params.caseId!, no, values)
    return redirect(`/cases/${params.caseId}/experts/${no}?done=${doneOfTalk[values.move]}`)
  })
}

export default function Expert() {
  const { no, expertName, ended, waiting, mayRelease, files, ...talk } = useLoaderData<typeof loader>()
  const expert = { no, name: expertName, ended, waiting, mayRelease }
  const { its } = talk
  return (
    <>
      <Talk {...talk} expert={expert} answer={answerOf(useActionData<typeof action>())} />
      <EvidenceList
        its={its}
        kind="expert"
        places={[]}
        items={files}
        at={{
          item: (itemId) => `/cases/${its.id}/items/${itemId}`,
          add: ended ? null : `/cases/${its.id}/${expertPath(no)}/files/new`,
        }}
      />
    </>
  )
}
