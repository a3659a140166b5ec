import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Software } from '~/catalog/parts/software-name'
import { findUse, listCovered, listSeekers, nameComputers } from '~/compliance/positions/use.server'
import { listDepartments } from '~/compliance/computers/queries.server'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory, listMembers } from '~/people/queries.server'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { findRecord, listFacts } from '../../records/queries.server'
import { Trace } from '../../records/parts/trace'
import { entitlementForm } from '../form'
import { moveEntitlement } from '../move.server'
import { Assign } from '../parts/assign'
import { listReplacementsOf } from '../../replacements/queries.server'
import { Replaced } from '../../replacements/parts/replaced'
import { EntitlementChip } from '../parts/entitlement-chip'
import { Keys } from '../parts/keys'
import { LowStock } from '../parts/low-stock'
import { RightsSentence } from '../parts/rights-sentence'
import { Units } from '../parts/units'
import { findEntitlement, listAssignments, listKeys, listMoves } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.entitlement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findEntitlement(db, params.entitlementId!))
  const own = its.orgId === actor.organizationId
  const [use, covered] = [(await findUse(db, [its.id])).get(its.id)!, await listCovered(db, its.id)]
  const assigned = await listAssignments(db, its.id)
  const numbers = await nameComputers(db, [its.boundComputerId, ...assigned.map(({ computerId }) => computerId)].filter((id) => id !== null)) // oxfmt-ignore
  const assignments = assigned.map((one) => ({
    ...one,
    computerNo: numbers.get(one.computerId ?? '') ?? null,
  }))
  const purchase = its.recordNo ? await findRecord(db, its.recordNo) : undefined
  const record = purchase && {
    ...purchase,
    body: '',
    facts: purchase.facts,
    later: await listFacts(db, purchase.id),
  }
  const manages = own && is(actor, 'asset_manager')
  const assigning =
    manages && its.boundComputerId === null && ['active', 'claimed', 'suspended'].includes(its.state)
  const seekers = assigning ? await listSeekers(db, actor, its) : []
  const [members, departments] = assigning
    ? [await listMembers(db, actor), await listDepartments(db, actor)]
    : [[], []]
  const [keys, replacements, moves, history] = [
    await listKeys(db, its.id),
    own ? await listReplacementsOf(db, its.id) : [],
    await listMoves(db, its.id),
    await listHistory(db, its.id),
  ]
  const approves = own && is(actor, 'approver') && ['active', 'claimed', 'suspended'].includes(its.state)
  const disputes = own && record !== undefined && mayEnter('case.file', actor)
  return { title: its.no, its, disputes, boundTo: numbers.get(its.boundComputerId ?? '') ?? null, own, use, covered, assignments, record, manages, assigning, approves, seekers, members, departments, keys, replacements, moves, history } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, entitlementForm, async (tx, values) =>
    redirect(await moveEntitlement(tx, entered.actor, entered.params.entitlementId!, values)),
  )
}

export default function Entitlement() {
  const data = useLoaderData<typeof loader>()
  const {
    its,
    disputes,
    boundTo,
    own,
    use,
    covered,
    assignments,
    record,
    manages,
    assigning,
    approves,
    keys,
    replacements,
    moves,
    history,
  } = data
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.entitlement
  const words = useVocabulary()
  const format = useFormat()
  const free = its.quantity === null ? null : Math.max(0, its.quantity - use.used)
  const claim = its.claim ?? {}
  return (
    <>
      <PageHead
        trail={own ? [{ label: all.list.title, to: '/licenses' }] : []}
        title={its.no}
        state={<EntitlementChip {...its} />}
        sentence={
          <>
            <Software product={its} edition={its.edition} editionEn={its.editionEn} release={its.release} /> ·{' '}
            <RightsSentence its={its} />
          </>
        }
        primary={
          its.state === 'claimed' &&
          manages && (
            <LinkButton to="evidence" icon="upload" look={its.evidenceFileId ? 'secondary' : 'primary'}>
              {its.evidenceFileId ? texts.otherEvidence : texts.addEvidence}
            </LinkButton>
          )
        }
        more={
          manages &&
          its.state === 'active' &&
          free !== null &&
          free > 0 && (
            <MenuLink to={`/licenses/transfers/new?entitlement=${its.id}`}>{all.transfers.offer}</MenuLink>
          )
        }
      />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={
          answer?.refusal && answer.values.move !== 'write_off' ? { what: answer.refusal.sentence } : null
        }
      />
      <Columns
        side={
          <>
            <Section title={texts.facts}>
              <Facts
                items={[
                  !own && { label: texts.holder, value: its.organization },
                  { label: all.list.source, value: all.source[its.source] },
                  { label: all.list.vendor, value: its.vendor },
                  { label: all.list.metric, value: metricWord(words, its.metric) },
                  { label: texts.channel, value: words.channels[its.channel as 'oem'] },
                  { label: all.list.starts, value: <Day on={its.startsOn} /> },
                  { label: all.list.ends, value: its.endsOn ? <Day on={its.endsOn} /> : words.terms.perpetual },
                  { label: texts.boundTo, value: boundTo && (own ? <TextLink to={`/inventory/computers/${its.boundComputerId}`}>{boundTo}</TextLink> : boundTo) },
                  { label: texts.maintenance, value: its.maintenanceUntil && <Day on={its.maintenanceUntil} /> },
                  { label: texts.licenseNo, value: its.licenseNo && <code className="figure">{its.licenseNo}</code> },
                  { label: all.list.record, value: its.recordNo && <TextLink to={`/records/${its.recordNo}`}>{its.recordNo}</TextLink> },
                  { label: texts.renews, value: its.renewsNo && <TextLink to={`/licenses/${its.renewsId}`}>{its.renewsNo}</TextLink> },
                  { label: all.replaced.from, value: its.replacesNo && <TextLink to={`/licenses/${its.replacesId}`}>{its.replacesNo}</TextLink> },
                  { label: texts.evidence, value: its.evidenceFileId && <a className="text-accent underline" href={`/files/${its.evidenceFileId}`}>{its.evidenceName}</a> },
                  { label: texts.claimPrice, value: claim.unit_price && <Money fen={BigInt(claim.unit_price)} /> },
                  { label: texts.purchasedOn, value: claim.purchased_on && <Day on={claim.purchased_on} /> },
                  { label: texts.contractNo, value: claim.contract_no },
                  { label: texts.invoiceNo, value: claim.invoice_no },
                  { label: texts.decided, value: its.decidedReason, hint: its.decidedBy ?? '' },
                ].filter((fact): fact is { label: string; value: string; hint: string } => Boolean(fact && fact.value))} // oxfmt-ignore
              />
            </Section>
            {manages && boundTo && ['active', 'claimed'].includes(its.state) && (
              <div className="mt-4">
                <MoveForm move="unbind" answer={answer}>
                  <Button size="small">{texts.unbind}</Button>
                </MoveForm>
                <p className="mt-1 text-sm text-ink-soft">{texts.unbindHint}</p>
              </div>
            )}
            {manages && its.quantity !== null && <LowStock below={its.lowStockBelow} answer={answer} />}
            {approves && (
              <div className="mt-8">
                <ConfirmMove
                  move="write_off"
                  verb={texts.writeOff}
                  look="danger"
                  title={texts.writeOffTitle}
                  consequences={[texts.writeOffWhat(use.covering)]}
                  undo={{ possible: false, words: texts.writeOffUndo }}
                  answer={answer}
                >
                  <MoveReason move="write_off" answer={answer} label={texts.reason} />
                </ConfirmMove>
              </div>
            )}
          </>
        }
      >
        <Facts
          layout="strip"
          items={[
            {
              label: all.list.quantity,
              value: its.quantity === null ? all.list.site : format.number(its.quantity),
            },
            { label: texts.covering, value: format.number(use.covering) },
            { label: texts.assigned, value: format.number(assignments.length) },
            ...(free === null ? [] : [{ label: all.list.free, value: format.number(free) }]),
          ]}
        />
        <Replaced
          replacements={replacements}
          markable={manages && keys.some(({ kind, state }) => kind === 'single' && state !== 'revoked')}
        />
        <Section title={texts.units} sentence={texts.unitsSentence}>
          <Units covered={covered} assignments={assignments} manages={manages} linked={own} />
        </Section>
        {assigning && (
          <Assign
            free={free}
            bound={its.channel === 'oem' || its.metric === 'appliance'}
            seekers={data.seekers}
            members={data.members}
            departments={data.departments}
            answer={answer}
          />
        )}
        {keys.length > 0 && (
          <Section
            title={texts.keys}
            count={keys.filter(({ state }) => state !== 'revoked').length}
            sentence={texts.keysSentence}
          >
            <Keys keys={keys} manages={manages} />
            {own && keys.some(({ kind }) => kind === 'single') && (
              <p className="mt-2">
                <TextLink to={`/licenses/${its.id}/key-exports`}>{texts.keyExports}</TextLink>
              </p>
            )}
          </Section>
        )}
        {record && (
          <Section
            title={texts.origin}
            sentence={texts.originSentence}
            actions={
              disputes && (
                <LinkButton to={`/cases/new?license=${its.id}`} icon="message" size="small">
                  {texts.mediate}
                </LinkButton>
              )
            }
          >
            <Trace
              record={record.facts}
              orderId={record.orderId}
              roundId={record.roundId}
              facts={record.later}
            />
          </Section>
        )}
        <Section title={texts.moves} count={moves.length}>
          <Table
            caption={texts.moves}
            rows={moves}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              { key: 'kind', head: texts.what, cell: ({ kind }) => texts.moveKinds[kind as 'issue'] },
              {
                key: 'delta',
                head: texts.delta,
                type: 'number',
                narrow: 'end',
                cell: ({ delta }) => (delta > 0 ? `+${format.number(delta)}` : format.number(delta)),
              },
              { key: 'by', head: texts.by, cell: ({ by }) => by },
              { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
            ]}
          />
        </Section>
        <History events={history} />
      </Columns>
    </>
  )
}
