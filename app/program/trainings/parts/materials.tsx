import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { type Answer, problemOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useTrainingTexts } from './texts'

type MaterialsProps = {
  materials: readonly { id: string; name: string }[]
  adds: boolean
  answer: Answer | undefined
}

/** Papers of a training, for whoever is signed in; the office adds them. */
export function Materials({ materials, adds, answer }: MaterialsProps) {
  const texts = useTrainingTexts()
  if (materials.length === 0 && !adds) return null
  return (
    <Section title={texts.materials} count={materials.length}>
      <ul className="space-y-1">
        {materials.map(({ id, name }) => (
          <li key={id} className="break-words">
            <TextLink to={`/files/${id}`} reloadDocument>
              {name}
            </TextLink>
          </li>
        ))}
      </ul>
      {adds && (
        <Form method="post" encType="multipart/form-data" className="mt-3 max-w-md space-y-2">
          <KeyField />
          <input type="hidden" name="move" value="material" />
          <FileDrop name="file" label={texts.material} error={problemOf(answer, 'file')} />
          <Button size="small">{texts.addMaterial}</Button>
        </Form>
      )}
    </Section>
  )
}
