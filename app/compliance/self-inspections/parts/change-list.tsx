import { Software } from '~/catalog/parts/software-name'
import { useFormat } from '~/design/format'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useCampaignTexts } from '../../parts/texts'
import type { Change } from '../changes'

/** What changed since the form that was signed before: whoever signs sees it at a glance. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const texts = useCampaignTexts().inspection
  const format = useFormat()
  const moved = (figure: 'installed' | 'entitled' | 'gap') => (change: Change) => {
    const [before, now] = [change.before[figure], change.now[figure]]
    if (before === now) return <span className="text-ink-soft">{format.number(now)}</span>
    const worse = figure === 'gap' && now > before
    return (
      <span className={worse ? 'font-medium text-risk' : ''}>
        {`${format.number(before)} → ${format.number(now)}`}
      </span>
    )
  }
  return (
    <Table
      caption={texts.changes}
      rows={changes}
      rowKey={({ productId }) => productId}
      empty={<p className="text-ink-soft">{texts.unchanged}</p>}
      columns={[
        { key: 'software', head: texts.product, cell: (change) => <Changed change={change} /> },
        { key: 'installed', head: texts.installed, type: 'number', cell: moved('installed') },
        { key: 'entitled', head: texts.entitled, type: 'number', cell: moved('entitled') },
        { key: 'gap', head: texts.gap, type: 'number', narrow: 'end', cell: moved('gap') },
      ]}
    />
  )
}

/** What is gone has no page of its own any more. */
function Changed({ change }: { change: Change }) {
  const { slug, now } = change
  const software = <Software product={change} />
  const stands = now.installed > 0 || now.entitled > 0 || now.gap > 0
  return stands ? <TextLink to={`/compliance/products/${slug}`}>{software}</TextLink> : software
}
