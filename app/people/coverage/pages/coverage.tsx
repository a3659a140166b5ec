import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { answerOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { is } from '../../actor'
import { countUnanswered } from '../../directory.server'
import { useDirectoryTexts, usePeopleTexts } from '../../parts/texts'
import { listDistricts } from '../../queries.server'
import { keepCoverage } from '../commands.server'
import { coverageMoveForm } from '../form'
import { CoverageFields } from '../parts/coverage-fields'
import { useCoverageTexts } from '../parts/texts'
import { type CoverageRule, listAgencies, listCoverage } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'people.coverage' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const [rules, units, districts, unanswered] = await Promise.all([
    listCoverage(db),
    listAgencies(db),
    listDistricts(db),
    countUnanswered(db),
  ])
  return { rules, units, districts, unanswered, keeps: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, coverageMoveForm, async (tx, asked) => {
    await keepCoverage(tx, entered.actor, asked)
    return redirect(`/office/coverage?done=coverage-${asked.move}`)
  })
}

export default function Coverage() {
  const { rules, units, districts, unanswered, keeps } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCoverageTexts()
  const directory = useDirectoryTexts()
  const format = useFormat()
  const named = useNamed()
  const criteria = useCriteria(districts)
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {unanswered > 0 && (
        <div className="mb-5">
          <Notice
            meaning="attention"
            title={directory.unanswered(format.number(unanswered))}
            actions={
              <LinkButton to="/office/organizations?agency=none">{directory.unansweredShow}</LinkButton>
            }
          >
            {directory.unansweredWhy}
          </Notice>
        </div>
      )}
      <Table
        caption={texts.title}
        rows={rules}
        rowKey={({ id }) => id}
        total={rules.length}
        empty={<Empty icon="list" title={texts.none} why={texts.noneWhy} />}
        columns={[
          { key: 'unit', head: texts.unit, cell: ({ unit, unitEn }) => named(unit, unitEn) },
          {
            key: 'criteria',
            head: texts.criteria,
            cell: (rule) =>
              rule.office ? <Chip meaning="info">{texts.office}</Chip> : criteria(rule).join(' · '),
          },
          { key: 'note', head: texts.note, narrow: 'hidden', cell: ({ note }) => note },
          {
            key: 'enterprises',
            head: texts.enterprises,
            type: 'number',
            cell: ({ orgId, office, enterprises }) =>
              !office && (
                <TextLink to={`/office/organizations?agency=${orgId}`}>{format.number(enterprises)}</TextLink>
              ),
          },
          ...(keeps
            ? [
                {
                  key: 'remove',
                  head: '',
                  cell: ({ id, office, enterprises }: CoverageRule) =>
                    !office && (
                      <ConfirmMove
                        move="remove"
                        id={`remove-${id}`}
                        verb={texts.remove}
                        look="quiet"
                        title={texts.removeWhat}
                        consequences={[texts.removeWho(enterprises)]}
                        undo={{ possible: true, words: texts.removeUndo }}
                        answer={valueOf(answer, 'ruleId') === id ? answer : undefined}
                      >
                        <input type="hidden" name="ruleId" value={id} />
                      </ConfirmMove>
                    ),
                },
              ]
            : []),
        ]}
      />
      {keeps && (
        <Section title={texts.create} sentence={texts.createLead}>
          <CoverageFields
            key={rules.length}
            units={units}
            districts={districts}
            answer={valueOf(answer, 'move') === 'add' ? answer : undefined}
          />
        </Section>
      )}
    </>
  )
}

/** What a row asks of an enterprise, in words. */
function useCriteria(districts: readonly { code: string; nameZh: string; nameEn: string }[]) {
  const all = usePeopleTexts()
  const zh = useLocale() === 'zh'
  const words = (of: Record<string, string>, values: readonly string[] | null) =>
    values?.map((value) => of[value] ?? value).join(zh ? '、' : ', ')
  const places = Object.fromEntries(districts.map(({ code, nameZh, nameEn }) => [code, zh ? nameZh : nameEn]))
  return (rule: CoverageRule) =>
    [
      words(places, rule.districts),
      rule.sectors?.join(' '),
      words(all.ownership, rule.ownerships),
      words(all.listing, rule.listings),
      words(all.scale, rule.scales),
    ].filter((part) => part !== undefined)
}
