import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { CommonAliases } from '../../aliases/parts/common-aliases'
import { listCommonAliases, listContradictions } from '../../aliases/queries.server'
import { moveAlias } from '../../aliases/move.server'
import { usePackTexts } from '../../parts/texts'
import { aliasForm } from '../form'
import { PackList } from '../parts/pack-list'
import { listPacks } from '../queries.server'

export const handle = page({ access: 'recognition.read', title: 'compliance.packs' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const [packs, aliases] = [await listPacks(db), await listCommonAliases(db)]
  return { packs, aliases, contradictions: await listContradictions(db), manages: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'recognition.manage' })
  return withForm(entered, aliasForm, async (tx, values) => {
    await moveAlias(tx, values)
    return redirect(`/office/recognition?done=alias-${values.move}`)
  })
}

export default function Packs() {
  const { packs, aliases, contradictions, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePackTexts()
  const open = aliases.filter(({ state }) => state !== 'active').length
  const proposed = packs.filter(({ state }) => state === 'loaded').length
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead(proposed, open)}
        primary={<LinkButton to="/recognition">{texts.toQuality}</LinkButton>}
      />
      <Section title={texts.packs} sentence={texts.packsWhy}>
        <PackList packs={packs} />
      </Section>
      <Section title={texts.aliases} count={aliases.length} sentence={texts.aliasesWhy} id="aliases">
        <CommonAliases aliases={aliases} contradictions={contradictions} manages={manages} answer={answer} />
      </Section>
    </>
  )
}
