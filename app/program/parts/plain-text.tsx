import { Prose } from '~/design/prose'

/** What someone typed, with its paragraphs and line breaks kept. */
export function PlainText({ children }: { children: string }) {
  return (
    <Prose>
      {children.split(/\n{2,}/).map((paragraph, at) => (
        <p key={at} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </Prose>
  )
}
