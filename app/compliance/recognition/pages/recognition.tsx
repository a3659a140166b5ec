import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Code } from '~/design/code'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useComplianceTexts, useRecognitionTexts } from '../../parts/texts'
import { packInUse } from '../../packs/in-use.server'
import { knowledgeOf, measurementInUse } from '../measured.server'
import { Quality } from '../parts/quality'
import { Steps } from '../parts/steps'

export const handle = page({ access: 'anyone', title: 'compliance.recognition', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const { rules, version } = await packInUse(db)
  return { measured: await measurementInUse(db), version, knowledge: knowledgeOf(rules.pack) }
}

const gates = ['rulePrecision', 'aliasPrecision', 'licensableRecall', 'noSuggestionAccepted'] as const

export default function Recognition() {
  const { measured, version, knowledge } = useLoaderData<typeof loader>()
  const { train, unseen, withAliases, machines } = measured
  const texts = useRecognitionTexts()
  const { categories } = useComplianceTexts()
  const { number } = useFormat()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead(version, number(measured.rules), number(measured.publishers))}
      />
      <Section
        title={texts.figures}
        sentence={texts.figuresWhy(
          number(withAliases.rows),
          number(machines.train + machines.unseen),
          number(machines.unseen),
        )}
      >
        <Quality train={train} unseen={unseen} all={withAliases} />
      </Section>
      <Section title={texts.gates} sentence={texts.gatesWhy}>
        <ul className="space-y-2">
          {gates.map((gate) => (
            <li key={gate} className="grid grid-cols-[5rem_1fr] items-baseline gap-x-3">
              <Chip meaning={measured.gates[gate] ? 'ok' : 'risk'}>
                {measured.gates[gate] ? texts.holds : texts.fails}
              </Chip>
              {texts.gate[gate]}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={texts.steps}>
        <Steps steps={withAliases.steps} />
      </Section>
      <Section title={texts.knows}>
        <Table
          caption={texts.knows}
          rows={knowledge}
          rowKey={({ category }) => category}
          empty={null}
          columns={[
            {
              key: 'category',
              head: texts.category,
              narrow: 'title',
              cell: ({ category }) => categories[category],
            },
            { key: 'products', head: texts.products, type: 'number', cell: (row) => number(row.products) },
            {
              key: 'rules',
              head: texts.rules,
              type: 'number',
              narrow: 'end',
              cell: (row) => number(row.rules),
            },
          ]}
        />
      </Section>
      <Section title={texts.how}>
        <p className="max-w-prose">{texts.howText(number(measured.disagreements))}</p>
        <p className="mt-3 mb-2">{texts.repeat}</p>
        <Code copy>npm run recognition:score</Code>
      </Section>
    </>
  )
}
