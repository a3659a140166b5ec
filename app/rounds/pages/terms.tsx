import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { TermsTable } from '../parts/terms-table'
import { useRoundsTexts } from '../parts/texts'
import { findRound } from '../queries.server'
import { findOrigin } from '../templates/queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.terms', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, terms, termsVersion, criteriaVersion, templateId } = found(
    await findRound(db, actor, params.roundId!),
  )
  return { id, title, terms, version: termsVersion, criteriaVersion, origin: (await findOrigin(db, templateId)) ?? null, bids: mayEnter('bid.read', actor) } // oxfmt-ignore
}

export default function RoundTermsPage() {
  const { id, terms, version, criteriaVersion, origin, bids } = useLoaderData<typeof loader>()
  const { terms: texts, templates } = useRoundsTexts()
  const named = useNamed()
  return (
    <>
      {origin && (
        <p className="mb-2 text-ink-soft">
          {templates.originLabel}{' '}
          <TextLink to={`/rounds/templates/${origin.id}`}>
            {templates.origin(named(origin.name, origin.nameEn), String(origin.version))}
          </TextLink>
        </p>
      )}
      <TermsTable terms={terms} version={version} />
      {criteriaVersion !== null && (
        <Section title={texts.qualification}>
          <p>
            {texts.criteriaVersion(String(criteriaVersion))}{' '}
            {bids && <TextLink to={`/qualification?round=${id}`}>{texts.ownChecklist}</TextLink>}
          </p>
        </Section>
      )}
    </>
  )
}
