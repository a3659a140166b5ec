import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Code } from '~/design/code'
import { PageHead } from '~/design/page-head'
import { Prose } from '~/design/prose'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { env } from '~/env.server'
import { apiTexts as en } from '~/texts/en/api'
import { speak } from '~/texts/speak'
import { apiTexts as zh } from '~/texts/zh/api'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { api, type ApiPart, type ApiPath } from '../api'

export const handle = page({ access: 'anyone', title: 'program.api' })

const useApiTexts = speak(zh, en)

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return { origin: env.PUBLIC_ORIGIN }
}

const formats: Record<string, string> = { csv: 'CSV', json: 'JSON', atom: 'Atom', txt: 'text' }
const formatOf = (path: string) =>
  formats[path.split('.').at(-1)!] ?? (path.startsWith('ocds/') ? 'JSON' : 'text')

export default function Api() {
  const { origin } = useLoaderData<typeof loader>()
  const texts = useApiTexts()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Section title={texts.rules}>
        <Prose>
          <ul>
            {Object.values(texts.ruleList).map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
        </Prose>
      </Section>
      <Section title={texts.example}>
        <Code block copy>{`curl -s ${origin}/ocds/releases\ncurl -s ${origin}/audit/checkpoint`}</Code>
      </Section>
      {(Object.keys(api) as ApiPart[]).map((part) => (
        <Section key={part} title={texts.parts[part]}>
          <Table
            caption={texts.parts[part]}
            rows={api[part] as readonly ApiPath[]}
            rowKey={(path) => path}
            empty={null}
            columns={[
              { key: 'what', head: texts.what, cell: (path) => texts.paths[path] },
              {
                key: 'address',
                head: texts.address,
                cell: (path) =>
                  path.includes(':') ||
                  path.startsWith('audit/proof') ||
                  path.startsWith('audit/consistency') ? (
                    <code className="break-all">/{path}</code>
                  ) : (
                    <a href={`/${path}`} className="text-accent underline">
                      <code className="break-all">/{path}</code>
                    </a>
                  ),
              },
              { key: 'format', head: texts.format, narrow: 'end', cell: (path) => formatOf(path) },
            ]}
          />
        </Section>
      ))}
    </>
  )
}
