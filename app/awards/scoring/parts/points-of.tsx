import { useFormat } from '~/design/format'

type PointsOfProps = {
  mean: number | null
  given: readonly { evaluatorId: string; hundredths: number }[]
  nameOf: ReadonlyMap<string, string>
}

/** The mean of a criterion, and beneath it what each evaluator gave. */
export function PointsOf({ mean, given, nameOf }: PointsOfProps) {
  const format = useFormat()
  if (mean === null) return <span className="text-ink-soft">–</span>
  return (
    <span className="inline-flex flex-col items-end py-1">
      <span className="font-semibold">{format.points(mean)}</span>
      <span className="grid grid-cols-[auto_auto] gap-x-3 text-sm text-ink-soft">
        {given.map(({ evaluatorId, hundredths }) => (
          <span key={evaluatorId} className="contents">
            <span>{nameOf.get(evaluatorId)}</span>
            <span>{format.points(hundredths)}</span>
          </span>
        ))}
      </span>
    </span>
  )
}
