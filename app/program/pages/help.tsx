import type { LoaderFunctionArgs } from '@remix-run/node'
import { PageHead } from '~/design/page-head'
import { Prose } from '~/design/prose'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useSiteTexts } from '../parts/site-texts'

export const handle = page({ access: 'anyone', title: 'program.help' })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return null
}

export default function Help() {
  const texts = useSiteTexts()
  return (
    <>
      <PageHead title={texts.help.title} sentence={texts.help.lead} />
      <Prose>
        {texts.help.parts.map(({ head, steps }) => (
          <section key={head}>
            <h2>{head}</h2>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </section>
        ))}
        <h2>{texts.help.keys}</h2>
        <p>{texts.help.keysText}</p>
        <p>{texts.help.contact}</p>
        <p>
          <TextLink to="/glossary">{texts.glossary.title}</TextLink>
        </p>
      </Prose>
    </>
  )
}
