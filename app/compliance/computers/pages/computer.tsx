import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useVocabulary } from '~/texts/vocabulary'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { Button } from '~/design/button'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAlong } from '~/licenses/transfers/computers.server'
import { computerLifecycle } from '../../lifecycle'
import { Software } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import { Verdict } from '../../parts/verdict'
import { moveComputer } from '../commands.server'
import { computerMoveForm } from '../form'
import { Changes } from '../parts/changes'
import { ComputerChip } from '../parts/computer-chip'
import { ListedRows } from '../parts/listed-rows'
import {
  countRows,
  findComputer,
  findOpenOffer,
  listChanges,
  listInstalled,
  listRows,
} from '../queries.server'

export const handle = page({ access: 'inventory.inspect', title: 'compliance.computer' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const its = found(await findComputer(db, params.computerId!))
  const own = its.orgId === actor.organizationId && is(actor, 'asset_manager')
  const kind = url.searchParams.get('class') || undefined
  const [installed, counts] = [await listInstalled(db, its.id), await countRows(db, its.softwareFrom)]
  const [rows, changes] = [await listRows(db, its.softwareFrom, kind), await listChanges(db, its.id)]
  const moves = own ? computerLifecycle.movesFrom(its.state, 'asset_manager') : []
  const [along, offer] = own
    ? [await listAlong(db, its.id), await findOpenOffer(db, its.id)]
    : [[], undefined]
  return { title: its.no, its, installed, counts, rows, kind, changes, moves, own, along: along.length, offer: offer?.id ?? null } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, computerMoveForm, async (tx, { move }) => {
    await moveComputer(tx, entered.actor, entered.params.computerId!, move)
    return redirect(`/inventory/computers/${entered.params.computerId}?done=saved`)
  })
}

export default function Computer() {
  const { its, installed, counts, rows, kind, changes, moves, own, along, offer } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInventoryTexts()
  const texts = all.computer
  const { channels } = useVocabulary()
  const listed = installed.filter((one) => one.class === 'licensable')
  const free = installed.filter((one) => one.class !== 'licensable')
  const gaps = listed.filter((one) => !one.entitlementId && one.reason !== 'undetermined').length
  return (
    <>
      <PageHead
        trail={own ? [{ label: all.title, to: '/inventory' }] : []}
        title={its.name && its.name !== its.no ? `${its.no} · ${its.name}` : its.no}
        state={<ComputerChip state={its.state} age={its.listAge} />}
        sentence={texts.sentence(listed.length, gaps)}
        primary={
          own && (
            <LinkButton to="edit" icon="edit">
              {texts.edit}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <>
            <Section title={texts.facts}>
              <Facts
                items={[
                  !own && { label: texts.organization, value: its.organization },
                  { label: texts.person, value: its.person },
                  { label: texts.department, value: its.department },
                  { label: texts.class, value: all.computerClass[its.class] },
                  { label: texts.tenure, value: all.tenure[its.tenure] },
                  { label: texts.network, value: all.network[its.network] },
                  {
                    label: texts.os,
                    value: its.os && [its.os.name, its.os.version].filter(Boolean).join(' '),
                  },
                  { label: texts.serial, value: its.serial && <code className="figure">{its.serial}</code> },
                  {
                    label: texts.uuid,
                    value: its.uuid && <code className="text-sm break-all">{its.uuid}</code>,
                  },
                  { label: texts.cores, value: its.cores },
                  { label: texts.sockets, value: its.sockets },
                  {
                    label: texts.protected,
                    value:
                      its.protected === null
                        ? texts.notTold
                        : its.protected
                          ? texts.isProtected
                          : texts.notProtected,
                  },
                  { label: texts.softwareAt, value: its.softwareAt && <Moment at={its.softwareAt} day /> },
                  { label: texts.osAt, value: its.osAt && <Moment at={its.osAt} day /> },
                  {
                    label: texts.list,
                    value: its.importId && (
                      <>
                        <TextLink to={`/inventory/imports/${its.importId}`}>{its.fileName}</TextLink>
                        {its.collectedAt && (
                          <span className="block text-sm text-ink-soft">
                            <Moment at={its.collectedAt} />
                          </span>
                        )}
                      </>
                    ),
                  },
                ].filter((fact): fact is { label: string; value: NonNullable<typeof fact> & string } =>
                  Boolean(fact && fact.value),
                )}
              />
            </Section>
            {moves.length > 0 && (
              <Section title={texts.moves}>
                {(offer !== null || along > 0) && (
                  <p className="mb-3">
                    <TextLink
                      to={
                        offer === null
                          ? `/licenses/transfers/computer?computer=${its.id}`
                          : `/licenses/transfers/${offer}`
                      }
                    >
                      {offer === null ? texts.handOver(along) : texts.offered}
                    </TextLink>
                  </p>
                )}
                <div className="flex flex-wrap gap-2">
                  {moves.map((move) =>
                    move === 'scrap' || move === 'transfer' ? (
                      <ConfirmMove
                        key={move}
                        move={move}
                        verb={texts.move[move]}
                        look="danger"
                        title={texts.moveTitle[move]}
                        consequences={[
                          texts.moveWhat,
                          move === 'transfer' && along > 0 ? texts.moveBound : texts.moveOem,
                        ]}
                        undo={{ possible: move === 'scrap', words: texts.moveUndo[move] }}
                        answer={answer}
                      />
                    ) : (
                      <MoveForm key={move} move={move} answer={answer}>
                        <Button>{texts.move[move]}</Button>
                      </MoveForm>
                    ),
                  )}
                </div>
              </Section>
            )}
          </>
        }
      >
        <Section title={texts.installed} count={listed.length} sentence={texts.installedSentence}>
          <Table
            caption={texts.installed}
            rows={listed}
            rowKey={({ id }) => id}
            empty={<Empty title={texts.none} why={texts.noneWhy} icon="box" />}
            columns={[
              {
                key: 'software',
                head: texts.software,
                cell: (row) => (
                  <>
                    <Software
                      product={row}
                      edition={row.edition}
                      editionEn={row.editionEn}
                      release={row.release}
                    />
                    {row.marks.length > 0 && (
                      <span className="block text-sm font-normal text-ink-soft">
                        {row.marks
                          .map((mark) => (all.marks as Record<string, string>)[mark] ?? mark)
                          .join(' · ')}
                      </span>
                    )}
                  </>
                ),
              },
              { key: 'version', head: texts.version, narrow: 'hidden', cell: ({ version }) => version },
              {
                key: 'channel',
                head: texts.channel,
                narrow: 'hidden',
                cell: ({ channel }) => (channels as Record<string, string>)[channel] ?? channel,
              },
              {
                key: 'since',
                head: texts.since,
                type: 'date',
                cell: ({ firstSeen }) => <Day on={firstSeen} />,
              },
              {
                key: 'verdict',
                head: texts.verdict,
                cell: (row) => <Verdict {...row} linked={own} />,
              },
            ]}
          />
        </Section>
        {free.length > 0 && (
          <Section title={texts.free} count={free.length}>
            <p className="text-ink-soft">
              {free.map((row, at) => (
                <span key={row.id}>
                  {at > 0 && ' · '}
                  <Software product={row} release={row.release} />
                </span>
              ))}
            </p>
          </Section>
        )}
        {counts.length > 0 && <ListedRows counts={counts} rows={rows} kind={kind} />}
        <Changes changes={changes} />
      </Columns>
    </>
  )
}
