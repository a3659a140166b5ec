import type { Answer } from '~/web/answer'
import { AttachedFiles } from '../../parts/attached-files'
import { useTrainingTexts } from './texts'

type MaterialsProps = {
  materials: readonly { id: string; name: string }[]
  adds: boolean
  answer: Answer | undefined
}

/** Papers of a training, for whoever is signed in; the office adds them. */
export function Materials({ materials, adds, answer }: MaterialsProps) {
  const { materials: title, material: file, addMaterial: add } = useTrainingTexts()
  return (
    <AttachedFiles
      texts={{ title, file, add }}
      files={materials}
      adds={adds ? 'material' : null}
      answer={answer}
    />
  )
}
