import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useLocale } from '~/design/locale'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useFees } from './fees'
import { useMediationSiteTexts, useMediationTexts } from './texts'

type Body = {
  orgId: string
  name: string
  nameEn: string | null
  kind: 'people' | 'commercial' | 'industry' | 'court_invited'
  licenseNo: string
  issuedBy: string
  validUntil: string
  feeSchedule: string
  feeScheduleEn: string
  court: string | null
}

/** The bodies that may take a case today, with license, fees and court. */
export function PublicBodies({ bodies }: { bodies: readonly Body[] }) {
  const { about: texts } = useMediationSiteTexts()
  const { bodyKinds } = useMediationTexts()
  const zh = useLocale() === 'zh'
  const fees = useFees()
  return (
    <Section
      title={texts.bodies}
      count={bodies.length}
      actions={<TextLink to="/mediators">{texts.roster}</TextLink>}
    >
      <Table
        caption={texts.bodies}
        rows={bodies}
        rowKey={({ orgId }) => orgId}
        rowTo={({ orgId }) => `/mediators?body=${orgId}`}
        empty={<Empty title={texts.noBodies} why={texts.noBodiesWhy} icon="people" />}
        columns={[
          {
            key: 'name',
            head: texts.bodies,
            cell: ({ name, nameEn, kind }) => (
              <>
                {zh ? name : (nameEn ?? name)}
                <span className="block text-sm text-ink-soft">{bodyKinds[kind]}</span>
              </>
            ),
          },
          {
            key: 'license',
            head: texts.license,
            cell: ({ licenseNo, issuedBy }) => (
              <>
                <span className="whitespace-nowrap">{licenseNo}</span>
                <span className="block text-sm text-ink-soft">{issuedBy}</span>
              </>
            ),
          },
          {
            key: 'valid',
            head: texts.valid,
            type: 'date',
            cell: ({ validUntil }) => <Day on={validUntil} />,
          },
          {
            key: 'fees',
            head: texts.fees,
            cell: (body) => fees(body),
          },
          { key: 'court', head: texts.court, cell: ({ court }) => court ?? '–' },
        ]}
      />
    </Section>
  )
}
