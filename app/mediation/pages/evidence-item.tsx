import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { expertPath } from '../channels/kinds'
import { doItemDeed } from '../evidence/deeds.server'
import { itemForm } from '../evidence/form'
import { listMaskedKeys } from '../evidence/keys.server'
import { readPreview } from '../evidence/openings.server'
import { readItem } from '../evidence/reading.server'
import { EvidenceKeys } from '../parts/evidence-keys'
import { ItemChip } from '../parts/evidence-list'
import { ItemComments } from '../parts/item-comments'
import { ItemDeeds } from '../parts/item-deeds'
import { Carrying, MaskedPreview } from '../parts/masked-preview'
import { ItemVersions } from '../parts/item-versions'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.evidence', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const read = found(await readItem(db, params.caseId!, params.itemId!))
  return {
    ...read,
    keys: read.licenseNow ? await listMaskedKeys(db, read.item.id) : [],
    preview: await readPreview(db, read),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, itemForm, async (tx, values) => {
    found(await readItem(tx, params.caseId!, params.itemId!))
    await doItemDeed(tx, actor, params.caseId!, params.itemId!, values)
    return redirect(`/cases/${params.caseId}/items/${params.itemId}?done=saved`)
  })
}

export default function EvidenceItem() {
  const read = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.evidence
  const { its, item, kind, channelNo, agreed, keys, preview } = read
  const at = `/cases/${its.id}/items/${item.id}`
  const ofExpert = kind === 'expert'
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          ofExpert
            ? {
                label: `${all.channels.expert.name} ${channelNo}`,
                to: `/cases/${its.id}/${expertPath(channelNo)}`,
              }
            : { label: texts.title, to: `/cases/${its.id}/evidence/${kind}` },
        ]}
        title={`${item.no}. ${item.subjectKind ? `${texts.subjects[item.subjectKind]} ` : ''}${item.title}`}
        state={
          <ItemChip
            item={{
              ...item,
              claimantYesAt: agreed?.claimantYesAt ?? null,
              respondentYesAt: agreed?.respondentYesAt ?? null,
            }}
          />
        }
        sentence={item.withdrawnReason ?? `${texts.kinds[item.kind]} · ${all.channels[kind].name}`}
      />
      <ItemVersions {...read} at={at} />
      {preview && <MaskedPreview preview={preview} at={at} isCopied />}
      {preview && kind === 'joint' && !item.withdrawnAt && <Carrying {...read} />}
      <EvidenceKeys keys={keys} at={at} />
      {kind === 'joint' && !item.withdrawnAt && <ItemComments {...read} answer={answer} />}
      <ItemDeeds {...read} answer={answer} />
    </>
  )
}
