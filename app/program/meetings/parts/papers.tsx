import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { type Answer, problemOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useMeetingTexts } from './texts'

type PapersProps = {
  papers: readonly { id: string; name: string }[]
  may: boolean
  answer: Answer | undefined
}

/** Papers of a meeting, to read before it and after. */
export function Papers({ papers, may, answer }: PapersProps) {
  const texts = useMeetingTexts()
  if (papers.length === 0 && !may) return null
  return (
    <Section title={texts.papers} count={papers.length}>
      <ul className="space-y-1">
        {papers.map(({ id, name }) => (
          <li key={id} className="break-words">
            <TextLink to={`/files/${id}`} reloadDocument>
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
      {may && (
        <Form method="post" encType="multipart/form-data" className="mt-3 space-y-2">
          <KeyField />
          <input type="hidden" name="move" value="paper" />
          <FileDrop name="file" label={texts.paper} error={problemOf(answer, 'file')} />
          <Button size="small">{texts.addPaper}</Button>
        </Form>
      )}
    </Section>
  )
}
