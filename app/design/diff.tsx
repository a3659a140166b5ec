import { diffWords } from './diff-words'
import { useDesignTexts } from './texts'

/** `<Diff before={old} after={new} />`: red-line text, with the change said in words to screen readers. */
export function Diff({ before, after }: { before: string; after: string }) {
  const texts = useDesignTexts()
  return (
    <p className="whitespace-pre-wrap">
      {diffWords(before, after).map(({ kind, text }, index) => {
        if (kind === 'kept') return <span key={index}>{text}</span>
        const Tag = kind === 'added' ? 'ins' : 'del'
        return (
          <Tag key={index} className={looks[kind]}>
            <span className="sr-only"> [{texts[kind]}: </span>
            {text}
            <span className="sr-only">] </span>
          </Tag>
        )
      })}
    </p>
  )
}

const looks = {
  added: 'rounded-sm bg-ok-soft text-ok decoration-ok underline',
  removed: 'rounded-sm bg-risk-soft text-risk line-through',
}
