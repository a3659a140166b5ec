import { Diff } from '~/design/diff'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { standingOf } from '../templates/form'
import type { TemplateRead } from '../templates/reading.server'
import { useMediationTexts } from './texts'

/** The words in both languages; before the review, what they change of the version in use. */
export function TemplateTexts({ template, inUse }: Pick<TemplateRead, 'template' | 'inUse'>) {
  const { templates: texts } = useMediationTexts()
  const changes = inUse !== null && template.reviewedAt === null
  return (
    <>
      {(['textZh', 'textEn'] as const).map((field) => (
        <Section key={field} title={texts.fields[field]}>
          {changes && inUse[field] !== template[field] ? (
            <Diff before={inUse[field]} after={template[field]} />
          ) : (
            <p lang={field === 'textZh' ? 'zh' : 'en'} className="max-w-prose whitespace-pre-line">
              {template[field]}
            </p>
          )}
        </Section>
      ))}
    </>
  )
}

type VersionsProps = { bodyId: string } & Pick<TemplateRead, 'template' | 'versions'>

/** Every version, who wrote it and who reviewed it. */
export function TemplateVersions({ bodyId, template, versions }: VersionsProps) {
  const { templates: texts } = useMediationTexts()
  return (
    <>
      <h2 className="mb-1 text-sm text-ink-soft">{texts.versions}</h2>
      <ol className="divide-y divide-line border-y border-line">
        {versions.map((one) => (
          <li key={one.id} className="py-2 text-sm">
            <p className="font-medium">
              {one.id === template.id ? (
                texts.versionNo(String(one.version))
              ) : (
                <TextLink to={`/bodies/${bodyId}/templates/${one.id}`}>
                  {texts.versionNo(String(one.version))}
                </TextLink>
              )}{' '}
              <span className="font-normal text-ink-soft">· {texts.standing[standingOf(one)]}</span>
            </p>
            <p>
              {texts.writtenBy} {one.writerName} · <Moment at={one.writtenAt} day />
            </p>
            {one.reviewedAt && (
              <p>
                {texts.reviewedBy} {one.reviewerName} · <Moment at={one.reviewedAt} day />
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

type DeedsProps = { bodyId: string; template: TemplateRead['template']; answer: Answer | undefined }

/** A next version, and the end of this one. */
export function TemplateDeeds({ bodyId, template, answer }: DeedsProps) {
  const { templates: texts } = useMediationTexts()
  const standing = standingOf(template)
  return (
    <div className="mt-8 flex flex-wrap gap-2">
      {standing !== 'written' && (
        <LinkButton to={`/bodies/${bodyId}/templates/new?follows=${template.id}`} icon="edit">
          {texts.newVersion}
        </LinkButton>
      )}
      {standing !== 'ended' && (
        <ConfirmMove
          move="withdraw"
          verb={texts.withdraw}
          look="secondary"
          title={texts.withdrawTitle}
          consequences={[texts.withdrawWhat]}
          undo={{ possible: true, words: texts.withdrawUndo }}
          answer={answer}
        />
      )}
    </div>
  )
}
