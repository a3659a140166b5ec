import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { readGuestItem } from '../guests/bringing.server'
import { readPreview } from '../evidence/openings.server'
import { MaskedPreview } from '../parts/masked-preview'
import { ItemVersions } from '../parts/item-versions'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'mediation.guest' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const read = found(await readGuestItem(db, params.caseId!, params.itemId!))
  return { ...read, preview: await readPreview(db, read) }
}

export default function GuestItem() {
  const read = useLoaderData<typeof loader>()
  const { evidence: texts } = useMediationTexts()
  const { its, item } = read
  const at = `/guest/${its.id}/items/${item.id}`
  return (
    <>
      <PageHead
        trail={[{ label: its.number, to: `/guest/${its.id}` }]}
        title={`${item.no}. ${item.subjectKind ? `${texts.subjects[item.subjectKind]} ` : ''}${item.title}`}
        sentence={item.withdrawnReason ?? texts.kinds[item.kind]}
      />
      <ItemVersions {...read} at={at} />
      {read.preview && <MaskedPreview preview={read.preview} at={at} isCopied={false} />}
    </>
  )
}
