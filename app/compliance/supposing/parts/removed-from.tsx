import { useSoftwareName } from '~/catalog/parts/software-name'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useWhatIfTexts } from '../../parts/texts'
import type { WhatIf } from '../what-if.server'

/** Where the copies that are supposed to go are installed. */
export function RemovedFrom({ removed, inAll }: { removed: WhatIf['removed']; inAll: number }) {
  const texts = useWhatIfTexts()
  const format = useFormat()
  const name = useSoftwareName()
  return (
    <Section title={texts.removed} count={inAll} sentence={texts.removedSentence}>
      <Table
        caption={texts.removed}
        rows={removed}
        rowKey={({ installationId }) => installationId}
        rowTo={({ computerId }) => `/inventory/computers/${computerId}`}
        empty={null}
        columns={[
          { key: 'computer', head: texts.computer, cell: ({ computerNo }) => computerNo },
          { key: 'product', head: texts.product, cell: ({ product }) => name(product) },
        ]}
      />
      {inAll > removed.length && (
        <p className="mt-2 text-sm text-ink-soft">{texts.others(format.number(inAll - removed.length))}</p>
      )}
    </Section>
  )
}
