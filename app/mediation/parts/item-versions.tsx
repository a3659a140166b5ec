import { Code } from '~/design/code'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useLicensesTexts } from '~/licenses/parts/texts'
import { sideIn } from '../channels/kinds'
import type { EvidenceItem } from '../evidence/reading.server'
import { useMediationTexts } from './texts'

type ItemVersionsProps = Pick<EvidenceItem, 'its' | 'item' | 'own' | 'versions' | 'licenseNow'> & {
  /** The item's own address. */
  at: string
}

/** Every version with its digest; a platform record shows its content, and the row, or the way to it, as it is now. */
export function ItemVersions({ its, item, own, versions, licenseNow: now, at }: ItemVersionsProps) {
  const all = useMediationTexts()
  const texts = all.evidence
  const format = useFormat()
  const isGuest = its.roles.includes('guest')
  const licenses = useLicensesTexts()
  const live = item.subjectKind === 'order' && sideIn(its.roles) ? `/orders/${item.subjectId}` : null
  return (
    <>
      {now && (
        <Section title={all.overview.live} sentence={all.overview.liveLead}>
          <Facts
            layout="strip"
            items={[
              { label: texts.subjects.entitlement, value: now.no },
              {
                label: all.claim.quantity,
                value: now.quantity === null ? licenses.list.site : format.number(now.quantity),
                hint: now.replaced > 0 ? licenses.replaced.anew(format.number(now.replaced)) : '',
              },
              { label: all.list.state, value: licenses.state[now.state] },
            ]}
          />
        </Section>
      )}
      {versions.map((version) => (
        <Section
          key={version.no}
          title={`${texts.version} ${version.no}${version.name ? ` · ${version.name}` : ''}`}
          actions={
            <>
              {(own || version.personal === 'none' || isGuest) && (
                <LinkButton to={`${at}/versions/${version.no}`} reloadDocument icon="download" size="small">
                  {texts.download}
                </LinkButton>
              )}
              {version.personal !== 'none' && !isGuest && (
                <LinkButton to={`${at}/versions/${version.no}/original`} icon="eye" size="small">
                  {own ? texts.openings : texts.original}
                </LinkButton>
              )}
            </>
          }
        >
          <p className="mb-2 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
            <Moment at={version.at} /> · {format.number(version.bytes)} B · {version.mediaType}
            {version.record === null && ` · ${texts.scan[version.scan]}`}
          </p>
          <p className="mb-3 flex flex-wrap items-center gap-x-2">
            <span className="text-sm text-ink-soft">{texts.hash}</span> <Hash value={version.sha256} />
          </p>
          {version.record !== null && (
            <Code block copy>
              {JSON.stringify(JSON.parse(version.record), null, 2)}
            </Code>
          )}
          {live && (
            <p className="mt-3">
              <TextLink to={live}>{texts.live}</TextLink>
            </p>
          )}
        </Section>
      ))}
    </>
  )
}
