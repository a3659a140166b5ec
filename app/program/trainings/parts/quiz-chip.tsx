import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { mostAttempts, quizStand } from '../quiz'
import { useTrainingTexts } from './texts'

type QuizChipProps = {
  person: { attempts: number; score: number | null; passed: boolean }
  questions: number
}

/** How far somebody came with the quiz: passed, attempts left, or none left. */
export function QuizChip({ person: { attempts, score, passed }, questions }: QuizChipProps) {
  const texts = useTrainingTexts().quiz
  const format = useFormat()
  const stand = quizStand({ attempts, passed })
  const result = texts.result(format.number(score ?? 0), format.number(questions))
  if (stand === 'passed') return <Chip meaning="ok">{`${texts.passed} · ${result}`}</Chip>
  if (stand === 'spent') return <Chip meaning="risk">{`${texts.spent} · ${result}`}</Chip>
  const left = texts.left(mostAttempts - attempts)
  return <Chip meaning="attention">{attempts === 0 ? left : `${left} · ${result}`}</Chip>
}
