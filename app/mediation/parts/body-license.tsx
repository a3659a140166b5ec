import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Section } from '~/design/section'
import type { BodyDesk } from '../bodies/desk.server'
import { licenseStanding } from '../bodies/license'
import { useFees } from './fees'
import { useMediationSiteTexts, useMediationTexts } from './texts'

type Body = BodyDesk['body']

/** Whether the body may take cases today, and whether that ends soon. */
export function LicenseChip({ body, today }: { body: Body; today: string }) {
  const { body: texts } = useMediationSiteTexts()
  const standing = licenseStanding(body, today)
  const meaning = { valid: 'ok', ending: 'attention', over: 'risk', suspended: 'risk' } as const
  return <Chip meaning={meaning[standing]}>{texts.standing[standing]}</Chip>
}

/** The license under which the body works, its fees and its court. */
export function BodyLicense({ body }: { body: Body }) {
  const { about, body: texts } = useMediationSiteTexts()
  const { bodyKinds } = useMediationTexts()
  const fees = useFees()
  return (
    <Section title={about.license}>
      <Facts
        items={[
          { label: texts.kind, value: bodyKinds[body.kind] },
          { label: texts.licenseNo, value: body.licenseNo },
          { label: texts.issuedBy, value: body.issuedBy },
          {
            label: texts.valid,
            value: (
              <>
                <Day on={body.validFrom} /> – <Day on={body.validUntil} />
              </>
            ),
          },
          { label: about.fees, value: fees(body) },
          { label: about.court, value: body.court ?? '–' },
        ]}
      />
    </Section>
  )
}
