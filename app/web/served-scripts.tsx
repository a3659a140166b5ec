import { Code } from '~/design/code'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { linkClass, TextLink } from '~/design/text-link'
import type { ShownScripts } from './scripts.server'
import { useWebTexts } from './texts'

/** What seals and opens on this page, as it stands in the log, and how anyone checks it (procurement.md §6). */
export function ServedScripts({ scripts }: { scripts: ShownScripts | null }) {
  const texts = useWebTexts().scripts
  const format = useFormat()
  if (!scripts) return null
  const { digest, files, at, leaf, command } = scripts
  return (
    <Section title={texts.title} sentence={texts.lead(format.number(files))}>
      <Facts
        layout="row"
        items={[
          { label: texts.digest, value: <Hash value={digest} />, id: 'served-scripts' },
          {
            label: texts.logged,
            value:
              at && leaf !== null ? (
                <>
                  <Moment at={at} /> ·{' '}
                  <TextLink to={`/audit/leaves/${leaf}`}>{texts.leaf(format.number(leaf))}</TextLink>
                </>
              ) : (
                texts.pending
              ),
          },
          {
            label: texts.check,
            value: (
              <Code block copy>
                {command}
              </Code>
            ),
            hint: texts.checkHow,
          },
        ]}
      />
      <p className="mt-2">
        <a className={linkClass} href="/sealing-scripts.txt">
          {texts.list}
        </a>
      </p>
    </Section>
  )
}
