import { useSoftwareName } from '~/catalog/parts/software-name'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useCertificateTexts } from '../../parts/texts'
import type { Hindrance } from '../queries.server'

/** Why there is no certificate now, and where each thing is put right. */
export function Hindrances({ rows }: { rows: readonly Hindrance[] }) {
  const texts = useCertificateTexts()
  const software = useSoftwareName()
  return (
    <Notice
      meaning="attention"
      title={texts.hindered}
      actions={<LinkButton to="/compliance">{texts.toCompliance}</LinkButton>}
    >
      <ul className="list-disc pl-5">
        {rows.map(({ kind, nameZh, nameEn, units }) => (
          <li key={`${kind} ${nameZh}`}>
            {texts.hindrances[kind](software({ nameZh, nameEn }), units ?? 0)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
