import type { Answer } from '~/web/answer'
import { AttachedFiles } from '../../parts/attached-files'
import { useMeetingTexts } from './texts'

type PapersProps = {
  papers: readonly { id: string; name: string }[]
  may: boolean
  answer: Answer | undefined
}

/** Papers of a meeting, to read before it and after. */
export function Papers({ papers, may, answer }: PapersProps) {
  const { papers: title, paper: file, addPaper: add } = useMeetingTexts()
  return (
    <AttachedFiles texts={{ title, file, add }} files={papers} adds={may ? 'paper' : null} answer={answer} />
  )
}
